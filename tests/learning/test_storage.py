"""Certificates on disk: written once, whole or not at all, with no address of their own."""

import pytest
from django.core.files.base import ContentFile, File

from learning.storage import WriteOnceStorage


@pytest.fixture
def shelf(tmp_path):
    return WriteOnceStorage(location=str(tmp_path))


def read(shelf, name):
    with shelf.open(name) as file:
        return file.read()


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_name(shelf, tmp_path):
    name = shelf.save("ab/cd.pdf", ContentFile(b"%PDF first"))

    assert name == "ab/cd.pdf"
    assert read(shelf, name) == b"%PDF first"
    assert names(tmp_path) == ["cd.pdf"]


def test_a_name_that_is_taken_keeps_its_bytes(shelf):
    shelf.save("ab/cd.pdf", ContentFile(b"%PDF first"))

    name = shelf.save("ab/cd.pdf", ContentFile(b"%PDF second"))

    assert name == "ab/cd.pdf"
    assert read(shelf, name) == b"%PDF first"


class Torn(File):
    """A file whose reading breaks off in the middle."""

    def __init__(self):
        super().__init__(None, name="torn.pdf")

    def chunks(self, chunk_size=None):
        yield b"%PDF ha"
        raise OSError("the disk is full")


def test_half_a_file_never_carries_the_name(shelf):
    with pytest.raises(OSError, match="the disk is full"):
        shelf.save("ab/cd.pdf", Torn())

    assert not shelf.exists("ab/cd.pdf")


def test_after_a_torn_write_the_file_can_be_written_again(shelf):
    with pytest.raises(OSError, match="the disk is full"):
        shelf.save("ab/cd.pdf", Torn())

    shelf.save("ab/cd.pdf", ContentFile(b"%PDF whole"))

    assert read(shelf, "ab/cd.pdf") == b"%PDF whole"


def test_a_torn_write_leaves_no_scraps(shelf, tmp_path):
    with pytest.raises(OSError, match="the disk is full"):
        shelf.save("ab/cd.pdf", Torn())

    assert names(tmp_path) == []


def test_a_document_has_no_public_address(shelf):
    with pytest.raises(ValueError, match="a view that checks who asks"):
        shelf.url("ab/cd.pdf")
