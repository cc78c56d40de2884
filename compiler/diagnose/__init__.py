"""From symptom to cause: what may have gone wrong, given what somebody saw.

Every cause is a change of circumstances, and `trace` says what it would lead to. Nothing here maps
a status to a cause.
"""

from .cause import Cause as Cause, Diagnosis as Diagnosis, NearMiss as NearMiss
from .search import diagnose as diagnose
from .suspicion import Suspicion as Suspicion, Way as Way
from .symptom import Symptom as Symptom
