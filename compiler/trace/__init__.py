"""One concrete request, followed hop by hop: the interpreter of the language.

It shares nothing with the analysis of sets of requests but the model.
"""

from .follow import trace as trace
from .outcome import (
    Answer as Answer,
    Branch as Branch,
    Choice as Choice,
    Hop as Hop,
    Loop as Loop,
    Sent as Sent,
    Trace as Trace,
    Verdict as Verdict,
    VerdictName as VerdictName,
)
from .request import Carried as Carried, Message as Message, Question as Question
from .setting import Setting as Setting
from .start import NoStart as NoStart, start_of as start_of
