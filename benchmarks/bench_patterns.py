"""Claims: to intersect two sets of paths costs at most what the interpreter takes to match one path,
and so does finding that one lies within the other; and an index over 100,000 patterns finds those
that meet a set at least 200 times as fast as trying each."""

import argparse
import sys
from collections.abc import Callable
from random import Random

from gatewright.compiler.model import Exactly, Param, PathPattern, Segment, Tail
from gatewright.compiler.patterns import Routes, Shape, example, is_within, meet, minus, shape_of
from gatewright.compiler.trace.matching import bound_by
from measuring import at_least, at_most, in_turns

MOST_TIMES_ONE_PATH = 1
LEAST_TIMES_ONE_BY_ONE = 200
ANY_SEGMENT = shape_of(PathPattern("", (Param("any"),)))
NOUNS = "orders users items carts bills stock plans quotes pages files".split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patterns", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    chance = Random(3)
    patterns = [pattern(chance) for _ in range(given.patterns)]
    shapes = [shape_of(one) for one in patterns]
    asked = [chance.choice(patterns) for _ in range(20_000)]
    quick = all((met(given.rounds, asked, shapes, chance), indexed(given.rounds, chance, patterns)))
    left(given.rounds, shapes)
    return not quick


def pattern(chance: Random) -> PathPattern:
    """A third of the segments are parameters; a sixth of the patterns have a tail."""
    segments: list[Segment] = [
        Param(f"p{place}") if chance.random() < 0.3 else Exactly(word(chance))
        for place in range(chance.randint(1, 5))
    ]
    if chance.random() < 0.15:
        segments.append(Tail())
    return PathPattern("", tuple(segments))


def word(chance: Random) -> str:
    noun = chance.choice(NOUNS)
    return noun if chance.random() < 0.5 else f"{noun}{chance.randint(0, 60)}"


def likely_partner(chance: Random, shape: Shape, shapes: list[Shape]) -> Shape:
    """Half of the pairs have something in common: those are the ones that cost something."""
    if chance.random() < 0.5:
        return chance.choice(shapes)
    cut = chance.randint(0, len(shape))
    return shape[:cut] + (ANY_SEGMENT * (len(shape) - cut))


def met(rounds: int, asked: list[PathPattern], shapes: list[Shape], chance: Random) -> bool:
    """Both operations, and the interpreter that matches an example of the one with the other."""
    pairs = [(one, likely_partner(chance, one, shapes)) for one in map(shape_of, asked)]
    paths = [example(other) or "/" for _, other in pairs]

    def matched() -> None:
        for pattern, path in zip(asked, paths, strict=True):
            bound_by(pattern, path)

    alone, in_both, inside = (
        seconds * 1e6 / len(pairs)
        for seconds in in_turns(rounds, matched, of_pairs(meet, pairs), of_pairs(is_within, pairs))
    )
    common = sum(meet(*pair) is not None for pair in pairs) / len(pairs)
    print(f"microseconds a pair: meet {in_both:.2f}, is_within {inside:.2f}, one path ", end="")
    print(f"{alone:.2f}; {common:.0%} of the pairs have something in common")
    meets = at_most("meet against matching one path", in_both / alone, MOST_TIMES_ONE_PATH)
    within = at_most("is_within against matching one path", inside / alone, MOST_TIMES_ONE_PATH)
    return meets and within


def of_pairs(
    operation: Callable[[Shape, Shape], object], pairs: list[tuple[Shape, Shape]]
) -> Callable[[], None]:
    def work() -> None:
        for one, other in pairs:
            operation(one, other)

    return work


def indexed(rounds: int, chance: Random, patterns: list[PathPattern]) -> bool:
    """The patterns that meet each of some shapes, through the index and one by one.

    Each begins with the name of one of 2,000 services, or the answers would be all of the cost.
    """
    named = [of_a_service(chance, one) for one in patterns]
    shapes = [shape_of(one) for one in named]
    asked, few = shapes[:1_000], shapes[:5]
    index = Routes(named)

    def one_by_one() -> None:
        for shape in few:
            _ = [place for place, one in enumerate(shapes) if meet(one, shape) is not None]

    def through_index() -> None:
        for shape in asked:
            index.meeting(shape)

    building, alone, found = in_turns(rounds, lambda: Routes(named), one_by_one, through_index)
    alone, found = alone / len(few), found / len(asked)
    hits = sum(len(index.meeting(shape)) for shape in asked) / len(asked)
    print(f"{len(patterns):,} patterns: index made in {building:.2f} s, asked in ", end="")
    print(f"{found * 1e6:.0f} us for {hits:.0f} patterns, one by one {alone * 1e3:.0f} ms")
    return at_least("the index against one by one", alone / found, LEAST_TIMES_ONE_BY_ONE)


def of_a_service(chance: Random, one: PathPattern) -> PathPattern:
    return PathPattern("", (Exactly(f"service{chance.randint(1, 2_000)}"), *one.segments))


def left(rounds: int, shapes: list[Shape]) -> None:
    """No claim: what a catch-all is left with behind many routes."""
    everything = shape_of(PathPattern("", (Tail(),)))
    for count in (10, 100, 1_000):
        (seconds,) = in_turns(rounds, lambda n=count: minus(everything, shapes[:n]))
        n_left = len(minus(everything, shapes[:count]))
        print(f"/** without {count} patterns: {seconds * 1e3:.2f} ms, {n_left} shapes left")


if __name__ == "__main__":
    sys.exit(main())
