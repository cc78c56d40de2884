"""`gatewright explain`: the long text of a finding."""

from ...compiler.explain import codes, page
from ...dsl.codes import CODES, level_of, slug_of
from ...dsl.near import near_names
from ..arguments import Arguments
from ..screen import say, say_json
from ..statuses import NOTHING
from ..usage import UsageError

VERSION = 1


ABOUT = """\
Tell the long story of a finding: why it matters, a program that has it, one that has not.

CODE is a code such as GW0101 or a slug such as unknown-name; without it all are listed that this
version can report."""


def describe(parser: Arguments) -> None:
    parser.add_argument("code", metavar="CODE", nargs="?", help="a code or a slug")
    parser.format_option()


def run(code: str | None, form: str) -> int:
    if code is None:
        _list(form)
        return NOTHING
    found = _code_of(code)
    text = page(found)
    if text is None:
        raise UsageError("gatewright explain", _no_page(found))
    if form == "json":
        say_json({"version": VERSION, **_entry(found), "text": text})
    else:
        say(text.rstrip("\n"))
    return NOTHING


def _list(form: str) -> None:
    if form == "json":
        say_json({"version": VERSION, "codes": [_entry(code) for code in codes()]})
        return
    wide = max(len(slug_of(code)) for code in codes())
    say("\n".join(f"{code}  {slug_of(code):{wide}}  {level_of(code)}" for code in codes()))


def _entry(code: str) -> dict[str, str]:
    return {"code": code, "slug": slug_of(code), "level": level_of(code).value}


def _no_page(code: str) -> str:
    """The catalogue also holds the codes of checks that this version does not have."""
    return (
        f"`{code}` is kept for `{slug_of(code)}`, which this version never reports, "
        "so there is no page about it"
    )


def _code_of(typed: str) -> str:
    by_name = {code: code for code in CODES} | {slug_of(code): code for code in CODES}
    for name in (typed.upper(), typed.lower(), f"GW{typed}"):
        if name in by_name:
            return by_name[name]
    near = near_names(typed, by_name)
    known = " or ".join(f"`{name}`" for name in near)
    hint = f", the nearest is {known}" if near else "; `gatewright explain` lists all of them"
    raise UsageError("gatewright explain", f"there is no finding `{typed}`{hint}")
