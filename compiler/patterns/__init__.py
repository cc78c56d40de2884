"""Sets of paths: intersection, subtraction, rewriting, and an example of each."""

from .algebra import (
    contains as contains,
    is_empty as is_empty,
    is_within as is_within,
    meet as meet,
)
from .bounds import joined as joined, widened as widened
from .examples import example as example, examples as examples
from .rewriting import came_from as came_from, sent_on as sent_on
from .routes import Routes as Routes
from .shapes import ALL as ALL, Shape as Shape, shape_of as shape_of
from .subtraction import is_covered as is_covered, minus as minus
from .telling import text_of as text_of
