"""Reading on after a mistake: one finding for each, and every other statement stays in the tree."""

from .driver import DEEPEST, Machine, Stop
from .finding import Finding
from .hints import first_slip
from .hints.slip import Slip
from .near import near_names
from .recovery.arrows import arrow_left_out
from .recovery.braces import closed_too_early, never_opened, one_too_many
from .recovery.lexemes import indent_of, key_in, lexeme_at, line_first
from .recovery.scene import Scene, stage
from .recovery.skipping import Skip
from .recovery.stack import Body, bodies, cut, keep_items, settle, shifted
from .recovery.unclosed import NeverClosed, never_closed, open_at_the_end
from .source import Span
from .table import END
from .tree import File

MOST = 50
"""Findings of syntax in one file; the last one says that there may be more."""
_STUCK = 500  # times without getting further than ever before


def recover(machine: Machine, stop: Stop | None) -> tuple[File, list[Finding]]:
    """The tree of all that reads well, and a finding for each statement that does not."""
    mender = _Mender(machine)
    return mender.mend(stop), mender.findings


class _Mender:
    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.source = machine.source
        self.text = machine.source.text
        self.findings: list[Finding] = []
        self._told: int = -1  # the statement that has its finding
        self._repaired = -1  # where the last repair let the parser go on
        self._checked = 0
        self._swallowed = False  # by a text that never ends

    def mend(self, stop: Stop | None) -> File:
        furthest, stuck = -1, 0
        while True:
            if stop is None:
                tree = self.machine.finish()
                if isinstance(tree, File):
                    return tree
                stop = Stop(len(self.text), "", END)
            if stop.too_deep:
                self.findings.append(_too_deep(Span(self.source, stop.at, stop.end)))
                return self._so_far()
            stuck = stuck + 1 if stop.at <= furthest else 0
            furthest = max(furthest, stop.at)
            if len(self.findings) >= MOST - 1 or stuck > _STUCK:
                self.findings.append(_too_many(Span(self.source, stop.at, stop.end)))
                return self._so_far()
            at = self._past(stop)
            self._checked = max(self._checked, stop.at)
            stop = self.machine.run(at, len(self.text))

    def _so_far(self) -> File:
        """What was read of the file, without the statement that was being read."""
        top = bodies(self.machine)[0]
        cut(self.machine, top.level)
        tree = self.machine.finish()
        assert isinstance(tree, File)
        return tree

    def _past(self, stop: Stop) -> int:
        """Say what is wrong at this place, and where to go on."""
        self._settle_before(stop.at)
        around = bodies(self.machine)
        if (bare := arrow_left_out(self.machine, around)) is not None:
            self.findings.append(bare.finding)
            keep_items(self.machine, bare.body, bare.start)
            if self.machine.run(bare.start, bare.point) is None:
                self.machine.push("->", bare.point)
            return bare.point
        if (open_block := never_closed(self.machine, around, stop.at, self._checked)) is not None:
            return self._close(open_block)
        if stop.at == len(self.text) and len(around) > 1:
            return self._close(open_at_the_end(self.machine, around))
        if (early := closed_too_early(self.machine, around, stop.at)) is not None:
            self.findings.append(early.finding)
            keep_items(self.machine, around[-1], early.point)
            return self._after_the_rest(early.point, early.indent)
        if (unopened := never_opened(self.machine, around, stop.at)) is not None:
            keep_items(self.machine, around[-1], unopened.start)
            stopped = self.machine.run(unopened.start, unopened.point)
            if stopped is None and self.machine.push("{", unopened.point):
                self.findings.append(unopened.finding)
                return unopened.point
            return self._past_statement(Stop(unopened.point, "", END))
        if self._is_debris(around, stop):
            keep_items(self.machine, around[-1], stop.at)
            return self._after_the_rest(stop.at, indent_of(self.text, around[-1].items[-1].start))
        if stop.text == "}" and len(around) == 1:
            settle(self.machine)
            return self._past_the_braces(stop.at)
        return self._past_statement(stop)

    def _is_debris(self, around: list[Body], stop: Stop) -> bool:
        """Whether a block that holds a mistake already ended too early because of it."""
        top = around[-1]
        if top.opener >= 0 or not top.items or not self.findings or stop.at == len(self.text):
            return False
        last = top.items[-1]
        if self.findings[-1].at.start < last.start or self.text[last.end - 1] != "}":
            return False
        further_in = indent_of(self.text, stop.at) > indent_of(self.text, last.start)
        return further_in or stop.text == "}"

    def _settle_before(self, at: int) -> None:
        """A statement that is whole ends with its line, and with the `}` of its block."""
        machine = self.machine
        end = machine.ends[0]
        ends = "\n" in self.text[end:at] or at == len(self.text) or self.text[end - 1 : end] == "}"
        if ends and shifted(machine.table, machine.states, ";") is not None:
            settle(machine)

    # ---- blocks -------------------------------------------------------------------------------

    def _close(self, block: NeverClosed) -> int:
        """Read on as if the braces stood there."""
        machine = self.machine
        if not self._swallowed:
            self.findings.append(block.finding)
        innermost = block.bodies[-1]
        at_end = block.point == len(self.text)
        if not at_end or shifted(machine.table, machine.states, ";") is None:
            keep_items(machine, innermost, block.point)
        for _ in block.bodies:
            if not machine.push("}", machine.ends[0]):
                cut(machine, bodies(machine)[-1].level)
                machine.push("}", machine.ends[0])
        return block.point

    def _past_the_braces(self, at: int) -> int:
        end = self._past_closers(at + 1)
        self.findings.append(one_too_many(self.source, at, end))
        top = bodies(self.machine)[0]
        indent = 0 if not top.items else self.source.column_of(top.items[-1].start) - 1
        return self._after_the_rest(end, indent)

    def _past_closers(self, at: int) -> int:
        """Past all further `}` that follow at once where no block is open."""
        if len(bodies(self.machine)) > 1:
            return at
        while (more := lexeme_at(self.machine.table, self.text, at, len(self.text))) is not None:
            if more.text != "}":
                break
            at = more.end
        return at

    def _after_the_rest(self, at: int, indent: int) -> int:
        """Past statements that lost their block: to its `}`, or to one that stands as far out."""
        machine = self.machine
        row = machine.table.rows[machine.states[-1]]
        depth = 0
        while (lexeme := lexeme_at(machine.table, self.text, at, len(self.text))) is not None:
            first = line_first(self.text, lexeme.start)
            column = self.source.column_of(lexeme.start) - 1
            if first and column <= indent and lexeme.text in row:
                return lexeme.start
            if lexeme.text == "}" and depth == 0:
                at_home = first and column < indent
                return lexeme.start if at_home else self._past_closers(lexeme.end)
            depth += (lexeme.text == "{") - (lexeme.text == "}")
            at = lexeme.end
        return len(self.text)

    # ---- statements ---------------------------------------------------------------------------

    def _past_statement(self, stop: Stop) -> int:
        scene = stage(self.machine, stop)
        if scene.muddled or scene.start == self._told or self._trails_a_repair(scene):
            return self._give_up(scene, None)
        slip = first_slip(scene)
        self.findings.append(slip.finding)
        self._told = scene.start
        self._swallowed = slip.lost and slip.resume == len(self.text)
        repaired = self._repair(scene, slip)
        if repaired is None:
            return self._give_up(scene, slip)
        self._repaired = repaired
        return repaired

    def _trails_a_repair(self, scene: Scene) -> bool:
        """What a repair guessed wrong about: a strange word behind it, on the same line."""
        return (
            0 <= self._repaired <= scene.bad.start
            and "\n" not in self.text[self._repaired : scene.bad.start]
            and scene.bad.kind == "WORD"
            and scene.bad.text not in scene.words
            and not near_names(scene.bad.text, scene.words)
        )

    def _repair(self, scene: Scene, slip: Slip) -> int | None:
        machine = self.machine
        if slip.outward or slip.spoils or slip.lost or slip.resume is None:
            return None
        if slip.back_to is not None and not self._back_to(scene, slip.back_to):
            return None
        if not scene.takes(*slip.signs) and slip.back_to is None:
            return None
        for sign in slip.signs:
            if not machine.push(sign, scene.bad.start):
                return None
        if slip.reread is not None and machine.run(*slip.reread) is not None:
            return None
        if slip.signs:
            machine.ends[0] = max(machine.ends[0], min(slip.resume, scene.bad.end))
        return slip.resume if self._goes_on_at(slip.resume) else None

    def _goes_on_at(self, at: int) -> bool:
        machine = self.machine
        follows = lexeme_at(machine.table, self.text, at, len(self.text))
        on_new_line = follows is not None and "\n" in self.text[at : follows.start]
        if on_new_line and shifted(machine.table, machine.states, ";") is not None:
            return True
        row = machine.table.rows[machine.states[-1]]
        key = key_in(machine.table, row, follows, self.source) if follows else ";"
        return shifted(machine.table, machine.states, key) is not None

    def _back_to(self, scene: Scene, place: int) -> bool:
        keep_items(self.machine, scene.body, scene.start)
        return self.machine.run(scene.start, place) is None

    def _give_up(self, scene: Scene, slip: Slip | None) -> int:
        """Leave the statement out, but for what was whole before the mistake."""
        machine = self.machine
        around = scene.bodies[:-1] if slip and slip.outward else scene.bodies
        body = around[-1]
        start = scene.start if len(around) == len(scene.bodies) else self._start_above(body)
        brackets = self._open_brackets(body) if start == scene.start else []
        if self._keeps(scene, slip):
            settle(machine)
        else:
            cut(machine, body.level)
        at = scene.bad.start if slip is None or slip.resume is None else slip.resume
        if at == scene.bad.start and scene.bad.kind == "WORD" and not self._may_start(scene):
            at = scene.bad.end
        states = machine.states[: body.level + 1]
        skip = Skip(machine.table, self.source, around, states, start)
        return skip.to_next_statement(at, brackets)

    def _may_start(self, scene: Scene) -> bool:
        return scene.bad.text in scene.words or (scene.muddled and scene.is_line_first(scene.bad))

    def _start_above(self, body: Body) -> int:
        starts = self.machine.starts
        return starts[body.level] if len(starts) > body.level else len(self.text)

    def _open_brackets(self, body: Body) -> list[str]:
        machine = self.machine
        return [
            self.text[machine.starts[level - 1]]
            for level in range(body.level + 1, len(machine.states))
            if machine.states[level] in machine.table.opened_by
            and self.text[machine.starts[level - 1]] in "{[("
        ]

    def _keeps(self, scene: Scene, slip: Slip | None) -> bool:
        """Whether what stands before the mistake is a statement of its own.

        On a line of its own, or behind a block, it is. At the top level it is kept in any case: it
        declares a name that other statements use.
        """
        if scene.prev is None or (slip and (slip.spoils or slip.outward)):
            return False
        if shifted(self.machine.table, self.machine.states, ";") is None:
            return False
        return scene.follows or scene.on_new_line or scene.prev.text == "}" or scene.body.opener < 0


def _too_deep(at: Span) -> Finding:
    return Finding(
        "GW0003",
        f"blocks, lists and parentheses stand in each other more than {DEEPEST} deep",
        at,
        label=f"level {DEEPEST + 1} would start here",
        notes=("nothing behind this place was read",),
    )


def _too_many(at: Span) -> Finding:
    return Finding(
        "GW0001",
        f"after {MOST - 1} mistakes the rest of this file was not read",
        at,
        label="reading ended here",
    )
