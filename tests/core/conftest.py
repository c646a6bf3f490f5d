"""Sentences are compared in English, the language of the source."""

from collections.abc import Iterator

import pytest

from counter_app import i18n


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    spoken = i18n.language()
    i18n.use("en")
    yield
    i18n.use(spoken)
