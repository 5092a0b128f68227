"""Times the same training step in PyTorch, and reading. Usage: pytorch_crnn.py [THREADS] [SECONDS] [f32|bf16] [BATCH]"""

import sys
import time

import torch
from torch import nn

threads = int(sys.argv[1]) if len(sys.argv) > 1 else 2
limit = float(sys.argv[2]) if len(sys.argv) > 2 else 20
half = len(sys.argv) > 3 and sys.argv[3] == "bf16"
batch = int(sys.argv[4]) if len(sys.argv) > 4 else 64
torch.set_num_threads(threads)
torch.manual_seed(1)


def conv(inputs, outputs, kernel=3, padding=1, norm=False):
    layers = [nn.Conv2d(inputs, outputs, kernel, 1, padding)]
    return layers + ([nn.BatchNorm2d(outputs)] if norm else []) + [nn.ReLU(True)]


class CRNN(nn.Module):
    def __init__(self, classes=37, hidden=256):
        super().__init__()
        self.features = nn.Sequential(
            *conv(1, 64), nn.MaxPool2d(2), *conv(64, 128), nn.MaxPool2d(2), *conv(128, 256), *conv(256, 256),
            nn.MaxPool2d(2, (2, 1), (0, 1)), *conv(256, 512, norm=True), *conv(512, 512, norm=True),
            nn.MaxPool2d(2, (2, 1), (0, 1)), *conv(512, 512, 2, 0))
        self.lstm1, self.join1 = nn.LSTM(512, hidden, bidirectional=True), nn.Linear(2 * hidden, hidden)
        self.lstm2, self.join2 = nn.LSTM(hidden, hidden, bidirectional=True), nn.Linear(2 * hidden, classes)

    def forward(self, x):
        x = self.features(x).squeeze(2).permute(2, 0, 1)
        x = self.join1(self.lstm1(x)[0])
        return self.join2(self.lstm2(x)[0])


model = CRNN()
optimizer = torch.optim.Adam(model.parameters(), 1e-4)
images = torch.rand(batch, 1, 32, 100) * 2 - 1
if half:
    model, images = model.to(memory_format=torch.channels_last), images.to(memory_format=torch.channels_last)
labels = torch.tensor([[(n * 5 + i * 3) % 36 for i in range(8)] for n in range(batch)])
lengths = torch.full((batch,), 26)


def step():
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        scores = model(images)
    loss = nn.functional.ctc_loss(
        scores.float().log_softmax(-1), labels, lengths, torch.full((batch,), 8), blank=36)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 5)
    optimizer.step()


for _ in range(3):
    step()
times, start, busy = [], time.monotonic(), time.process_time()
while len(times) < 5 or time.monotonic() - start < limit:
    begin = time.monotonic()
    step()
    times.append(time.monotonic() - begin)
processor = (time.process_time() - busy) / len(times)
median = sorted(times)[len(times) // 2]
print(f"PyTorch {torch.__version__}, {'bf16' if half else 'f32'}, {threads} threads, batch {batch}: {len(times)} steps")
print(
    f"  {median * 1000:.1f} ms a step (least {min(times) * 1000:.1f}, processor time {processor * 1000:.1f}), "
    f"{batch / median:.1f} images a second")

model.eval()
found = []
for count in (1, 32):
    pictures, times = images[:1].expand(count, -1, -1, -1).contiguous(), []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for _ in range(203 if count == 1 else 23):
            begin = time.monotonic()
            model(pictures).float().log_softmax(-1).numpy()
            times.append(time.monotonic() - begin)
    found.append(sorted(times[3:])[len(times[3:]) // 2] * 1000 / count)
print(f"  reading one image takes {found[0]:.2f} ms, one of 32 together {found[1]:.2f} ms")
