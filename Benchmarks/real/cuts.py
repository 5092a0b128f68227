"""Ways of cutting a picture of text: as it is, tighter, and with more paper above and below."""

from PIL import Image


def ground(picture):
    """The brightness of a picture's paper: the median, since ink covers less than half of it."""
    left = picture.width * picture.height / 2
    for level, count in enumerate(picture.histogram()):
        left -= count
        if left <= 0:
            return level
    return 255


def ink_rows(picture):
    """The first and the last row, one past it, that hold ink: pixels half as far from the paper as the farthest are."""
    paper = ground(picture)
    distances = picture.point(lambda level: abs(level - paper))
    least = max(1, distances.getextrema()[1] // 2)
    box = distances.point(lambda level: 255 if level >= least else 0).getbbox()
    return (box[1], box[3]) if box else (0, picture.height)


def tighter(picture, pixels=2):
    """A picture without so many pixels on each side."""
    width, height = picture.size
    if width <= 4 * pixels or height <= 4 * pixels:
        return picture
    return picture.crop((pixels, pixels, width - pixels, height - pixels))


def padded(picture, fill=0.6):
    """A picture with as much paper above and below as makes its ink fill a share of the height; never cut."""
    top, bottom = ink_rows(picture)
    missing = max(0, round((bottom - top) / fill) - picture.height)
    page = Image.new("L", (picture.width, picture.height + missing), ground(picture))
    page.paste(picture, (0, missing // 2))
    return page


VARIANTS = {"as cut": lambda picture: picture, "2 px tighter": tighter, "padded to 0.6": padded}
