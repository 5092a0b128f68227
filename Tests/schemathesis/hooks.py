"""What a schema can't say: which bytes are a picture. schemathesis draws them here, of the sizes and formats that are read.

The tests of the service run schemathesis with it (`SCHEMATHESIS_HOOKS`).
"""
import base64
import io

import numpy as np
import schemathesis
from hypothesis import strategies as st
from PIL import Image
from schemathesis.transport.serialization import Binary


def file(size, format, seed):
    """A picture of noise, wide enough for a date."""
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0]), dtype=np.uint8)
    output = io.BytesIO()
    Image.fromarray(pixels).save(output, format)
    return output.getvalue()


FORMATS = ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"]
files = st.builds(
    file, st.sampled_from([(160, 32), (200, 48), (320, 40)]), st.sampled_from(FORMATS), st.integers(0, 20))
texts = st.builds(
    lambda contents, prefix: prefix + base64.b64encode(contents).decode(), files,
    st.sampled_from(["", "data:image/png;base64,"]))

schemathesis.openapi.format("picture", texts)
schemathesis.openapi.format("binary", files.map(Binary))
for kind in ["image/png", "image/jpeg", "application/octet-stream"]:
    schemathesis.openapi.media_type(kind, files)
