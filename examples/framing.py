"""Pictures as a model of Platen reads them, by what its exported file says of its `input`; NumPy and Pillow alone.

    pixels, width = prepare("picture.png", card["input"])

It is what Platen does, to the bit: what is scaled or rounded otherwise is read otherwise now and then. Pages are bytes,
[height, width, channels], pages of one channel that are looked at for ink [height, width].
"""
import numpy as np
from PIL import Image, ImageOps


def prepare(path, size):
    """Brightness 0...1, [1, channels, height, width], and how many columns are read: those that are no padding."""
    page = opened(path, size["color"])
    if size["framing"]:
        page = framed(page, **size["framing"])
    height, limit = size["height"], size["width"] or size["max_width"]
    natural = max(1, rounded(page.shape[1] * height / page.shape[0]))
    width = limit if size["fit"] == "stretch" else min(limit, natural)
    pixels = resized(page, height, width).transpose(2, 0, 1) / 255
    padded = size["width"] or -(-max(width, 32) // size["width_step"]) * size["width_step"]
    before = {"right": 0, "left": padded - width, "center": (padded - width) // 2}[size["padding"]]
    pixels = np.pad(pixels, ((0, 0), (0, 0), (before, padded - width - before)), constant_values=size["fill"])
    return pixels[None], width if size["padding"] == "right" else padded


def opened(path, color):
    """The picture in a file as it is seen: turned as its EXIF tag says, what is transparent laid on white."""
    picture = ImageOps.exif_transpose(Image.open(path))
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = Image.fromarray(((np.asarray(picture).astype(int) * 255 + 32895) >> 16).astype(np.uint8))
    page = np.asarray(picture.convert("RGBA"))
    page, alpha = page[:, :, :3], page[:, :, 3:].astype(np.uint32)
    if alpha.min() < 255:
        page = ((page * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    return grey(page)[:, :, None] if color == "grey" else page


def grey(page):
    """One channel of three, [height, width]; of a grey picture its own."""
    return page[:, :, 0] if page.shape[2] == 1 else np.uint8(page @ np.uint32([77, 150, 29]) + 128 >> 8)


def rounded(value):
    """Whole numbers, halves away from zero; NumPy rounds them to even ones."""
    whole = np.trunc(value)
    return (whole + np.sign(value) * (np.abs(value - whole) >= 0.5)).astype(int)


def quantile(values, share):
    """The least of whole numbers (0...) that a share of them is not above; 0 without any."""
    wanted = int(np.ceil(values.size * share))
    return int(np.searchsorted(np.cumsum(np.bincount(values.ravel(), minlength=1)), wanted))


def resized(page, height, width):
    """A picture at another size: a triangle filter as wide as a pixel of the smaller one, columns first, then rows."""
    if page.shape[1] != width:
        page = rescaled(page.swapaxes(0, 1), width).swapaxes(0, 1)
    return rescaled(page, height) if page.shape[0] != height else page


def rescaled(page, new):
    """As many new rows, each a sum of old ones that are weighed in 16384ths."""
    old = len(page)
    reach = max(1, old / new)
    count = min(old, int(np.ceil(2 * reach)) + 1)
    centers = (np.arange(new)[:, None] + 0.5) * (old / new)
    rows = np.clip(np.floor(centers - reach), 0, old - count).astype(int) + np.arange(count)
    raw = np.maximum(0, 1 - np.abs(rows + 0.5 - centers) / reach)
    # One sum after the other, as Platen has it.
    weights = (raw / np.cumsum(raw, axis=1)[:, -1:] * 16384 + 0.5).astype(np.int32)
    # Rounding must not change the brightness: the largest weight takes what is left over.
    weights[np.arange(new), weights.argmax(axis=1)] += 16384 - weights.sum(axis=1, dtype=np.int32)
    weights = weights.reshape(new, count, *[1] * (page.ndim - 1))
    return (sum(weights[:, tap] * page[rows[:, tap]] for tap in range(count)) + 8192 >> 14).astype(np.uint8)


def framed(page, fill, level=True, anywhere=False):
    """A picture cut or padded with its ground until the rows of the text fill a share of its height, in its middle."""
    if anywhere and (place := text_place(grey(page))):
        page = page[place]
    if not (line := ink_band(grey(page))):
        return page
    top, bottom, slope, left, right = line
    rows = max(1, rounded((bottom - top) / fill))
    # The ground on either side of the text, a fifth of its height at least.
    side = (bottom - top) * 0.2
    before, behind = max(0, rounded(side - left)), max(0, rounded(side - (page.shape[1] - right)))
    columns = np.arange(-before, page.shape[1] + behind)
    return cut(page, columns, (top + bottom - rows) / 2, rows, slope if level else 0)


def cut(page, columns, first_row, row_count, slope):
    """A part of a picture that falls by `slope` rows a column; what lies beyond the edges is ground."""
    height, width, channels = page.shape
    falls = first_row + slope * (columns + 0.5 - width / 2) if slope else rounded(first_row) + 0.0 * columns
    first = np.floor(falls).astype(int)
    # Between two rows in 256ths.
    shares = ((falls - first) * 256).astype(int)[:, None]
    rows = first + np.arange(row_count + 1)[:, None]
    blank = np.stack([ground(page[:, :, channel], columns) for channel in range(channels)], axis=-1)
    found = page[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)].astype(int)
    is_there = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    found = np.where(is_there[:, :, None], found, blank)
    return (found[:-1] * (256 - shares) + found[1:] * shares + 128 >> 8).astype(np.uint8)


def ground(page, columns):
    """The brightness that half of the pixels around are below, at columns of a grey picture or beyond its edges."""
    height, width = page.shape
    # Two letters or more, so that no stretch is all ink.
    count = max(1, width // max(32, 2 * height))
    ends = np.arange(count + 1) * width // count
    levels = np.array([quantile(page[:, start:end], 0.5) for start, end in zip(ends, ends[1:])])
    places = (columns + 0.5) / (width / count) - 0.5
    first = np.clip(np.floor(places), 0, count - 1).astype(int)
    second = np.minimum(count - 1, first + 1)
    return rounded(levels[first] + (levels[second] - levels[first]) * np.clip(places - first, 0, 1))


def ink(page):
    """Rows and columns of the pixels that are ink: as far from the ground as most of what stands out is."""
    height, width = page.shape
    contrast = ground(page, np.arange(width)) - page.astype(int)
    # Ink is on the side of the ground that reaches farther: dark on light, or light on dark.
    if (contrast * np.abs(contrast)).sum() < 0:
        contrast = -contrast
    # The other side knows how far noise reaches; where letters are bold and cut close, it holds the ground itself.
    noise, darkest = quantile(-contrast[contrast <= 0], 0.5), quantile(np.maximum(contrast, 0), 0.98)
    floor = max(8, min(6 * noise, int(0.4 * darkest)))
    is_ink = contrast > max(floor, 0.45 * quantile(contrast[contrast > floor], 0.5))
    # Specks have no ink around them, and lines down the whole picture are no text, unless there is little else.
    around = np.pad(is_ink, 1).astype(int)
    around = sum(around[v:v + height, u:u + width] for v in range(3) for u in range(3))
    joined = is_ink & (around > 2)
    text = joined & (joined.sum(axis=0) * 20 < height * 19)
    return np.nonzero(text if 2 * text.sum() >= joined.sum() else joined)


def ink_band(page):
    """Where a line stands: top and bottom at the middle column, slope, left, right; None without text."""
    height, width = min(64, page.shape[0]), page.shape[1]
    width = max(1, min(2048, width, width * height // page.shape[0]))
    dots = ink(resized(page, height, width))
    slope = fall(dots, height, width)
    counts, first, levels = profile(dots, slope, height, width)
    rows = band(counts, first, height, width)
    if not rows or rows[1] - rows[0] < max(3, 0.1 * height):
        # A rule or a smudge.
        return None
    # A column of the line has ink in it twice, so that what little is left of specks does not count.
    within = (levels + 0.5 >= rows[0]) & (levels + 0.5 < rows[1])
    columns = np.nonzero(np.bincount(dots[1][within], minlength=width) > 1)[0]
    left, right = (columns[0], columns[-1] + 1) if columns.size else (0, width)
    across, down = page.shape[1] / width, page.shape[0] / height
    return rows[0] * down, rows[1] * down, slope * down / across, left * across, right * across


def profile(dots, slope, height, width):
    """The ink of each row after a fall is undone, the number of the picture's first row there, and each dot's row."""
    falls = rounded(slope * (np.arange(width) + 0.5 - width / 2))
    first = np.abs(falls).max()
    levels = dots[0] - falls[dots[1]]
    return np.bincount(levels + first, minlength=height + 2 * first), first, levels


def fall(dots, height, width):
    """The slope along which the ink lies in the fewest rows; 0 where that says little, as in a short text."""
    if width < 3 * height:
        return 0

    def score(slope):
        return (profile(dots, slope, height, width)[0].astype(float) ** 2).sum(), slope

    best = level = score(0)
    for slopes in (np.arange(-8, 9) / 100, np.arange(-3, 4) / 400):
        best = max([best, *map(score, best[1] + slopes)], key=lambda tried: tried[0])
    return best[1] if best[0] > 1.04 * level[0] else 0


def band(counts, first, height, width):
    """The rows of the line that has most ink near the picture's middle; None without any."""
    counts = without_rules(counts, height, width)
    falling = np.sort(counts)[::-1]
    # What rows of text have: half of all ink lies in rows that have at least as much.
    usual = falling[np.searchsorted(np.cumsum(falling), counts.sum() // 2)]
    least = max(1, 0.2 * usual)
    bands = []
    for row in np.nonzero(counts > least)[0]:
        # Gaps of a few rows, as between the dots of a printer, do not part them.
        if bands and row - bands[-1][1] <= max(1, height // 32):
            bands[-1][1] = row + 1
        else:
            bands.append([row, row + 1])
    if not bands:
        return None
    tallest = max(end - start for start, end in bands)

    def weight(rows):
        start, end = rows
        nearness = max(0.05, 1 - 1.4 * abs((start + end) / 2 - (first + height / 2)) / height)
        is_cut = start <= first or end >= first + height
        # Little speaks for a line of which the edge cuts off most.
        share = 0.3 if is_cut and 2 * (end - start) < tallest else 1
        return np.minimum(counts[start:end], 2 * usual).sum() * nearness * share

    def crossing(row, step):
        """Where the ink passes the threshold between an outer row and the one beyond."""
        if not 0 <= row + step < len(counts) or counts[row] <= counts[row + step]:
            return row
        return row + step * (0.5 - min(1, max(0, (least - counts[row + step]) / (counts[row] - counts[row + step]))))

    start, end = max(bands, key=weight)
    top, bottom = crossing(start, -1), crossing(end - 1, 1) + 1
    return top - first, max(top, bottom) - first


def without_rules(counts, height, width):
    """The ink of each row, in which rows that are rules have no more than the rows beside them."""
    is_rule = counts >= 0.7 * width
    # Where most of what is inked is so dense it is no rule.
    if width < 2 * height or 3 * is_rule.sum() > (counts > 0).sum():
        return counts
    others, found = np.nonzero(~is_rule)[0], counts.copy()
    for row in np.nonzero(is_rule)[0]:
        above, below = others[others < row], others[others > row]
        found[row] = min(counts[above[-1]] if above.size else 0, counts[below[0]] if below.size else 0)
    return found


def text_place(page):
    """The rows and columns, as slices, of the line that has most ink in a grey picture; None without text."""
    scale = max(1, max(page.shape) / 100)
    height, width = (max(1, int(side / scale)) for side in page.shape)
    found = [part for part in parts(ink(resized(page, height, width))) if is_text(part, height, width)]
    found = [line for line in lines(found) if line[3] - line[2] >= 2]
    if not found:
        return None
    left, right, top, bottom, _ = max(found, key=lambda line: line[4])
    around = int(np.ceil(0.75 * (bottom - top))) + 1

    def scaled(start, end, size, whole):
        return slice(max(0, start - around) * whole // size, min(size, end + around) * whole // size)

    return scaled(top, bottom, height, page.shape[0]), scaled(left, right, width, page.shape[1])


def parts(dots):
    """Ink that touches, corners included, as (left, right, top, bottom, pixels)."""
    dots = list(zip(*(side.tolist() for side in dots)))
    left, found = set(dots), []
    for dot in dots:
        # It grows while it is gone through.
        part = [dot] if dot in left else []
        left -= {dot}
        for y, x in part:
            near = [(v, u) for v in (y - 1, y, y + 1) for u in (x - 1, x, x + 1) if (v, u) in left]
            left.difference_update(near)
            part += near
        if part:
            rows, columns = zip(*part)
            found.append((min(columns), max(columns) + 1, min(rows), max(rows) + 1, len(part)))
    return found


def is_text(part, height, width):
    """Whether a part may be letters, and no line across the picture and no frame around it."""
    columns, rows = part[1] - part[0], part[3] - part[2]
    is_wide, is_high = columns > 0.7 * width, rows > 0.7 * height
    density = part[4] / (columns * rows)
    # A rule, or a frame's side: no stroke is so long and so thin, and letters that have run together leave gaps.
    is_rule = is_wide and columns > 12 * rows and density > 0.85 or is_high and rows > max(40, 20 * columns)
    return not is_rule and density >= (0.2 if is_wide and is_high else 0.1)


def lines(parts):
    """Parts that stand beside each other, joined: each line grows from the part of those left that has most ink."""
    def is_beside(one, other):
        apart = max(one[0], other[0]) - min(one[1], other[1])
        shared = min(one[3], other[3]) - max(one[2], other[2])
        heights = one[3] - one[2], other[3] - other[2]
        return 2 * shared >= min(heights) and apart <= 1.5 * max(heights)

    left, found = sorted(parts, key=lambda part: -part[4]), []
    while left:
        line = left.pop(0)
        while beside := next((part for part in left if is_beside(line, part)), None):
            left.remove(beside)
            line = (min(line[0], beside[0]), max(line[1], beside[1]), min(line[2], beside[2]), max(line[3], beside[3]),
                    line[4] + beside[4])
        found.append(line)
    return found
