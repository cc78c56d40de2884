"""What a renderer makes: files in the product's own layout, and what they could not say."""

from ...dsl.frozen import frozen


@frozen
class BundleFile:
    """`path` is relative to the gateway's folder, with forward slashes."""

    path: str
    text: str
    executable: bool = False


@frozen
class Bundle:
    """Everything that one gateway needs, ready for the product's own tools."""

    gateway: str
    target: str
    files: tuple[BundleFile, ...]


@frozen
class Loss:
    """Something the program says that the files do not, or say otherwise.

    `refused` is what the product cannot do at all: such files are not to be used.
    """

    gateway: str
    need: str
    what: str
    route: str | None = None
    refused: bool = False


@frozen
class Rendering:
    bundle: Bundle
    losses: tuple[Loss, ...] = ()


@frozen
class Validation:
    """What the product's own validator, or its schema, says of a bundle."""

    by: str
    valid: bool
    output: str = ""
