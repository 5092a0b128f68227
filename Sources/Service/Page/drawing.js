// Strokes on a canvas, and the picture of them that is read.

// The canvas is so many units wide, whatever its size on the screen.
export const unitsAcross = 900;

export class Drawing {
  #canvas;
  #strokes = [];
  #undone = [];
  #current = null;
  #cursor = null;
  #onChange;

  constructor(canvas, onChange) {
    this.#canvas = canvas;
    this.#onChange = onChange;
    this.penWidth = 20;
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => this.#end(event));
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  get isEmpty() { return this.#strokes.every((stroke) => stroke.points.length === 0); }
  get canUndo() { return this.#strokes.length > 0; }
  get canRedo() { return this.#undone.length > 0; }
  // The pen's width is one of a canvas that is three times as wide as high: on a higher one all is written larger.
  get #strokeWidth() { return this.penWidth * this.unitsDown / (unitsAcross / 3); }
  get unitsDown() { return unitsAcross * this.#canvas.clientHeight / Math.max(1, this.#canvas.clientWidth); }

  undo() {
    const last = this.#strokes.pop();
    if (!last) return;
    this.#undone.push(last);
    // A cleared canvas is a step of its own: what it took comes back.
    if (last.cleared) this.#strokes = last.cleared;
    this.#changed();
  }

  redo() {
    const next = this.#undone.pop();
    if (!next) return;
    if (next.cleared) this.#strokes = [];
    this.#strokes.push(next);
    this.#changed();
  }

  clear() {
    if (this.isEmpty) return;
    this.#undone = [];
    this.#strokes = [{ points: [], width: 0, cleared: this.#strokes }];
    this.#changed();
  }

  // By keyboard: a pen that is moved, put down and lifted.

  get hasPenDown() { return this.#current?.byKeys === true; }

  movePen(dx, dy) {
    const pen = this.#cursor ?? { x: unitsAcross / 2, y: this.unitsDown / 2 };
    this.#cursor = {
      x: Math.min(unitsAcross, Math.max(0, pen.x + dx)), y: Math.min(this.unitsDown, Math.max(0, pen.y + dy)),
    };
    if (this.hasPenDown) {
      this.#current.points.push({ ...this.#cursor });
      this.#changed();
    } else this.draw();
  }

  togglePen() {
    if (this.hasPenDown) {
      this.#current = null;
      this.draw();
      return;
    }
    this.movePen(0, 0);
    this.#add({ points: [{ ...this.#cursor }], width: this.#strokeWidth, byKeys: true });
  }

  hidePen() {
    this.#cursor = null;
    if (this.hasPenDown) this.#current = null;
    this.draw();
  }

  // By mouse, pen and finger.

  #place(event) {
    const box = this.#canvas.getBoundingClientRect();
    const scale = unitsAcross / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  #begin(event) {
    if (event.button !== 0 || (this.#current && !this.hasPenDown)) return;
    this.#cursor = null;
    // A pointer that is gone already can't be held, and needs no holding.
    try { this.#canvas.setPointerCapture(event.pointerId); } catch { /* it goes on without */ }
    const isPressed = event.pointerType === "pen" && event.pressure > 0;
    this.#add({
      points: [this.#place(event)], pointer: event.pointerId,
      width: this.#strokeWidth * (isPressed ? 0.6 + 0.8 * event.pressure : 1),
    });
  }

  #move(event) {
    if (this.#current?.pointer !== event.pointerId) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const part of events.length ? events : [event]) this.#current.points.push(this.#place(part));
    this.#changed();
  }

  #end(event) {
    if (this.#current?.pointer !== event.pointerId) return;
    this.#current.pointer = null;
    this.#current = null;
    this.#changed();
  }

  #add(stroke) {
    this.#undone = [];
    this.#current = stroke;
    this.#strokes.push(stroke);
    this.#changed();
  }

  #changed() {
    this.draw();
    this.#onChange();
  }

  // What is seen.

  draw() {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.#canvas.clientWidth * ratio);
    const height = Math.round(this.#canvas.clientHeight * ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const context = this.#canvas.getContext("2d");
    const style = getComputedStyle(this.#canvas);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.scale(width / unitsAcross, width / unitsAcross);
    paint(context, this.#strokes, style.getPropertyValue("--stroke"));
    if (!this.#cursor) return;
    context.strokeStyle = style.getPropertyValue(this.hasPenDown ? "--poor" : "--accent");
    context.lineWidth = 3;
    const { x, y } = this.#cursor;
    context.beginPath();
    context.arc(x, y, Math.max(8, this.#strokeWidth / 2), 0, 7);
    context.moveTo(x - 22, y); context.lineTo(x - 10, y); context.moveTo(x + 10, y); context.lineTo(x + 22, y);
    context.moveTo(x, y - 22); context.lineTo(x, y - 10); context.moveTo(x, y + 10); context.lineTo(x, y + 22);
    context.stroke();
  }

  // What is read: the ink with a margin, at one height, dark on light and light on dark; and where it was taken from.

  pictures(height = 64) {
    const box = bounds(this.#strokes);
    if (!box) return null;
    // A dot alone is no line of text: it is not blown up.
    const inkHeight = Math.max(box.bottom - box.top, unitsAcross / 9);
    const scale = Math.min(inkShare * height / inkHeight, 2000 / (box.right - box.left));
    const margin = 0.25 * height;
    const left = box.left - margin / scale;
    const top = (box.top + box.bottom) / 2 - height / 2 / scale;
    const width = Math.ceil((box.right - box.left) * scale + 2 * margin);
    const make = (ground, ink) => {
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext("2d");
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
      context.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
      paint(context, this.#strokes, ink);
      return canvas;
    };
    return { dark: make("#fff", "#000"), light: make("#000", "#fff"), left, scale };
  }
}

// The share of a picture's height that the ink fills, as in most recipes.
const inkShare = 0.64;

function paint(context, strokes, colour) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineCap = context.lineJoin = "round";
  for (const { points, width } of strokes) {
    if (points.length === 0) continue;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(points[0].x, points[0].y);
    // Curves through the middles between points: a hand makes no corners where a mouse tells its place.
    for (let place = 1; place < points.length - 1; place += 1) {
      const [a, b] = [points[place], points[place + 1]];
      context.quadraticCurveTo(a.x, a.y, (a.x + b.x) / 2, (a.y + b.y) / 2);
    }
    const last = points[points.length - 1];
    // A point alone is a dot.
    context.lineTo(last.x + (points.length === 1 ? 0.01 : 0), last.y);
    context.stroke();
  }
}

function bounds(strokes) {
  let box = null;
  for (const { points, width } of strokes) {
    for (const { x, y } of points) {
      const edge = width / 2;
      box ??= { left: x - edge, right: x + edge, top: y - edge, bottom: y + edge };
      box.left = Math.min(box.left, x - edge);
      box.right = Math.max(box.right, x + edge);
      box.top = Math.min(box.top, y - edge);
      box.bottom = Math.max(box.bottom, y + edge);
    }
  }
  return box;
}
