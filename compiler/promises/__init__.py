"""Promises of a program, tried on concrete requests."""

from .broken import broken_by as broken_by
from .instances import Instances as Instances, instances_of as instances_of
