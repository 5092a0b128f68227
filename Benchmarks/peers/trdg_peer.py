"""Generates nine-digit images with TRDG and times it: the kind of work that configs/bench.yml describes.

Reads one job a line from standard input, `FORMAT PROCESSES COUNT FOLDER`, and answers each with the seconds that
it took. Loading Python and TRDG is not timed; the processes are started and warm before the first job.
"""

import multiprocessing
import random
import subprocess
import sys
import time

from trdg.data_generator import FakeTextDataGenerator

HEIGHT = 48  # px


def find_font():
    """The file of the upright Liberation Serif face."""
    query = ["fc-match", "--format=%{file}", "Liberation Serif:style=Regular"]
    path = subprocess.run(query, check=True, capture_output=True, text=True).stdout
    if "LiberationSerif-Regular" not in path:
        sys.exit(f"TRDG: Liberation Serif is not installed; fontconfig offers {path}")
    return path


def draw(job):
    """Draws one image and writes it."""
    index, text, font, folder, extension = job
    FakeTextDataGenerator.generate(
        index, text, font, folder, HEIGHT, extension,
        skewing_angle=3, random_skew=True, blur=1, random_blur=True,
        background_type=0,  # Gaussian noise
        distorsion_type=0, distorsion_orientation=0, is_handwritten=False,
        name_format=2,  # the index alone
        width=-1, alignment=0, text_color="#282828", orientation=0, space_width=1, character_spacing=0,
        margins=(5, 5, 5, 5), fit=False, output_mask=False, word_split=False, image_dir="", image_mode="L",
    )


def run(pool, extension, count, font, folder):
    """Draws `count` images; seconds."""
    jobs = [(index, f"{random.randrange(10**9):09d}", font, folder, extension) for index in range(count)]
    start = time.perf_counter()
    for _ in pool.imap_unordered(draw, jobs, chunksize=8):
        pass
    return time.perf_counter() - start


def main():
    font = find_font()
    pools = {processes: multiprocessing.Pool(processes) for processes in (1, 2)}
    print("ready", flush=True)
    for line in sys.stdin:
        extension, processes, count, folder = line.rstrip("\n").split(" ", 3)
        print(run(pools[int(processes)], extension, int(count), font, folder), flush=True)
    for pool in pools.values():
        pool.terminate()


if __name__ == "__main__":
    main()
