"""`gatewright targets`: the products, what each can do, and how we know."""

from ...targets.find import is_known, target_names
from ...targets.load import target_named
from ..arguments import Arguments
from ..near import or_nearest
from ..screen import say, say_json
from ..show.targets import list_report, list_text, target_report, target_text
from ..statuses import NOTHING
from ..usage import UsageError

COMMAND = "gatewright targets"

ABOUT = """\
List the products that a gateway may stand on; with NAME, what one of them can do, the facts that
traces and findings rest on, and how each of them is known.

How a fact is known, from the surest to the least: run here, vendor's validator, documentation,
assumed."""


def describe(parser: Arguments) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="one product")
    parser.flag("--facts", about="with NAME: the facts, each with its source and date")
    parser.format_option()


def run(name: str | None, facts: bool, form: str) -> int:
    if name is None:
        if facts:
            raise UsageError(COMMAND, "--facts needs the NAME of one product")
        targets = [target_named(one) for one in target_names()]
        say_json(list_report(targets)) if form == "json" else say(list_text(targets))
        return NOTHING
    if not is_known(name):
        instead = or_nearest(name, target_names()) or "; without a name they are listed"
        raise UsageError(COMMAND, f"there is no target `{name}`{instead}")
    target = target_named(name)
    say_json(target_report(target)) if form == "json" else say(target_text(target, facts))
    return NOTHING
