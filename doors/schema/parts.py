"""What the reports are made of: the pieces that several of them share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0)]
Position = Annotated[int, Field(ge=1, description="counted from 1, columns in characters")]


class Part(BaseModel):
    """Unknown keys are refused, so that a new key is noticed here first."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Request(Part):
    method: str
    url: str
    headers: dict[str, str]
    # `as` is a word of Python's own.
    client: str = Field(alias="as")
