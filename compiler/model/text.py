"""Texts that a program either states or leaves to a variable of the environment."""

from typing import Literal

from ...dsl.frozen import frozen


@frozen
class FromEnv:
    """`env ORDERS_URL`: the value is known where the config runs, not here."""

    variable: str
    kind: Literal["env"] = "env"

    def __str__(self) -> str:
        return f"env {self.variable}"


Text = str | FromEnv
