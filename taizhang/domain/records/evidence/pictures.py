"""Pictures: whole, not too large to open, and served without what the camera noted of time, place and device."""

import warnings
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from taizhang.kernel.errors import Refused, _

MOST_PIXELS = 120_000_000
LONGEST_NOTE = 200  # characters kept of one value
QUALITY = 88


def clean(path: Path, name: str, picture: str, into: Path) -> dict[str, Any]:
    """Write a copy of a picture that carries nothing but the picture; answers the notes that were in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=[picture]) as image:
                _guard(image, name)
                notes = _notes(image)
                upright = ImageOps.exif_transpose(image)
                _write(upright, picture, into)
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise damaged(name) from error
    except OSError as error:
        if error.errno is not None:  # the disk, not the picture
            raise
        raise damaged(name) from error
    return notes


def damaged(name: str) -> Refused:
    """The refusal of a picture that cannot be opened."""
    return Refused(
        _("The picture “{name}” is damaged and cannot be opened."),
        _("Send the original again."),
        code="evidence.damaged-picture",
        name=name,
    )


def _guard(image: Image.Image, name: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Refused(
            _("The picture “{name}” has {width} × {height} points, more than can be opened."),
            _("Make it smaller and send it again."),
            code="evidence.pixels",
            name=name,
            width=image.width,
            height=image.height,
        )


def _write(image: Image.Image, picture: str, into: Path) -> None:
    """Save the points alone: a new picture inherits no notes, comments or previews."""
    mode = image.mode if image.mode in ("RGB", "L") or (picture != "JPEG" and image.mode == "RGBA") else None
    if mode is None:
        mode = "RGBA" if picture != "JPEG" and "transparency" in image.info else "RGB"
    bare = image.convert(mode)
    bare.info = {}
    options: dict[str, Any] = {} if picture == "PNG" else {"quality": QUALITY}
    bare.save(into, format=picture, **options)


def _notes(image: Image.Image) -> dict[str, Any]:
    """The EXIF values by their names, as plain JSON."""
    exif = image.getexif()
    notes = {ExifTags.TAGS.get(tag, str(tag)): _plain(value) for tag, value in exif.items()}
    for block in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        names = ExifTags.GPSTAGS if block is ExifTags.IFD.GPSInfo else ExifTags.TAGS
        notes |= {names.get(tag, str(tag)): _plain(value) for tag, value in exif.get_ifd(block).items()}
    return notes


def _plain(value: object) -> object:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value[:20]]
    text = value.hex() if isinstance(value, bytes) else str(value)
    return text.replace("\0", "").strip()[:LONGEST_NOTE]
