import { Drawing, unitsAcross } from "./drawing.js";
import { Service, Table, leastCertain, level, percent } from "./readings.js";

const element = (id) => document.getElementById(id);
const service = new Service();
const table = new Table(element("rows"), tableChanged);
const drawing = new Drawing(element("canvas"), drawingChanged);

// What is read while one draws.

let isReading = false;
let isOutdated = false;
let shown = null;
let drawn = 0;

function drawingChanged() {
  element("undo").disabled = !drawing.canUndo;
  element("redo").disabled = !drawing.canRedo;
  element("clear").disabled = drawing.isEmpty;
  element("placeholder").hidden = !drawing.isEmpty;
  readDrawing();
}

// One request at a time: what was drawn meanwhile is read next.
async function readDrawing() {
  isOutdated = true;
  if (isReading) return;
  isReading = true;
  while (isOutdated) {
    isOutdated = false;
    const pictures = drawing.pictures();
    if (!pictures) {
      show(null);
      continue;
    }
    try {
      // Models learn dark ink on light paper, or light ink on black: what they are surer of is what they read.
      const ways = [pictures.dark, pictures.light];
      const readings = await service.read(await Promise.all(ways.map(blob)), element("model").value, 3);
      const best = readings[1].probability > readings[0].probability ? 1 : 0;
      // Drawn on since, or cleared: what is shown still belongs to what is seen.
      if (drawing.isEmpty) show(null);
      else show({ reading: readings[best], canvas: ways[best], ...pictures });
      notify("");
    } catch (error) {
      failed(error);
      break;
    }
  }
  isReading = false;
}

const blob = (canvas) => new Promise((resolve) => canvas.toBlob(resolve, "image/png"));

function show(result) {
  shown = result;
  const reading = result?.reading;
  element("text").textContent = reading?.prediction ?? "";
  setProbability(element("probability"), reading);
  element("keep").disabled = !reading?.prediction;
  element("marks").replaceChildren(...(reading?.characters ?? []).map((one) => mark(one, result)));
  element("marks").classList.toggle("dense", isDense(reading?.characters ?? [], result));
  element("alternatives").replaceChildren(...(reading?.alternatives ?? []).filter((one) => one.probability >= 0.001)
    .map((one) => {
      const item = document.createElement("li");
      const text = document.createElement("b");
      text.textContent = one.prediction || "nothing";
      item.append(text, ` ${percent(one.probability)}`);
      return item;
    }));
  speak(reading);
}

function setProbability(place, reading) {
  place.className = `probability ${reading ? level(reading.probability) : ""}`;
  place.textContent = reading ? (reading.prediction ? percent(reading.probability) : "nothing read") : "";
}

// The middle of a character, in the canvas's units.
const middle = (one, { left, scale }) => left + (one.box[0] + one.box[2] / 2) / scale;

function mark(one, result) {
  const mark = document.createElement("span");
  mark.className = `mark ${level(one.probability)}`;
  mark.style.left = `clamp(1.2rem, ${100 * middle(one, result) / unitsAcross}%, calc(100% - 1.2rem))`;
  mark.style.setProperty("--share", `${100 * one.probability}%`);
  const text = document.createElement("b");
  text.textContent = one.character;
  mark.append(text, percent(one.probability), document.createElement("i"));
  return mark;
}

// Whether marks would lie on each other at their usual width.
function isDense(characters, result) {
  const across = element("canvas").clientWidth / unitsAcross;
  const middles = characters.map((one) => middle(one, result) * across).sort((a, b) => a - b);
  return middles.some((place, number) => number > 0 && place - middles[number - 1] < 50);
}

// Screen readers are told once a reading stands still.
let speaking;
function speak(reading) {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    const least = reading && leastCertain(reading);
    element("spoken").textContent = reading?.prediction
      ? `Reads ${reading.prediction}, ${percent(reading.probability)}; least certain ${least.character}, `
        + percent(least.probability)
      : "";
  }, 700);
}

function keep() {
  if (!shown?.reading.prediction) return;
  drawn += 1;
  table.add({
    name: `drawing ${drawn}`, image: shown.canvas.toDataURL(), reading: shown.reading, model: element("model").value,
    time: new Date(),
  });
  drawing.clear();
  element("spoken").textContent = "Kept in the table";
}

element("pen").addEventListener("input", (event) => { drawing.penWidth = Number(event.target.value); });
element("undo").addEventListener("click", () => drawing.undo());
element("redo").addEventListener("click", () => drawing.redo());
element("clear").addEventListener("click", () => drawing.clear());
element("keep").addEventListener("click", keep);
element("model").addEventListener("change", () => { if (!drawing.isEmpty) readDrawing(); });
element("canvas").addEventListener("blur", () => drawing.hidePen());
element("canvas").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 40 : 12;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[event.key]) drawing.movePen(...moves[event.key]);
  else if (event.key === " ") drawing.togglePen();
  else if (event.key === "Enter") keep();
  else if (event.key === "Delete" || event.key === "Backspace") drawing.clear();
  else if (event.key === "Escape") drawing.hidePen();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input[type=password]")) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) drawing.undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) drawing.redo();
  else return;
  event.preventDefault();
});

// Pictures that are dropped, pasted, chosen or taken.

// Longer sides are made this long before a picture is sent, px.
const longestSide = 2400;

async function readPictures(files) {
  const pictures = [...files].filter((file) => file.type.startsWith("image/") || file.type === "");
  if (pictures.length === 0) return notify("That is no picture.");
  for (const file of pictures) {
    try {
      const picture = await smaller(file);
      const [reading] = await service.read([picture], element("model").value, 0);
      await showPicture(file, picture, reading);
      table.add({
        name: file.name || "pasted picture", image: await thumbnail(picture), reading, model: element("model").value,
        time: new Date(),
      });
      notify("");
    } catch (error) {
      failed(error, file.name);
    }
  }
}

// The picture, or a smaller one where it is larger than needed.
async function smaller(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  // What the browser can't show the service may still read.
  if (!bitmap || Math.max(bitmap.width, bitmap.height) <= longestSide) return file;
  return blob(scaled(bitmap, longestSide / Math.max(bitmap.width, bitmap.height)));
}

function scaled(bitmap, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function thumbnail(picture) {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  return bitmap ? scaled(bitmap, Math.min(1, 72 / bitmap.height, 320 / bitmap.width)).toDataURL() : "";
}

async function showPicture(file, picture, reading) {
  const image = element("picture");
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(picture);
  image.alt = `${file.name || "The picture"}, read as ${reading.prediction || "nothing"}`;
  await image.decode().catch(() => {});
  element("shown").hidden = false;
  element("picture-text").textContent = reading.prediction;
  setProbability(element("picture-probability"), reading);
  const [width, height] = [image.naturalWidth || 1, image.naturalHeight || 1];
  element("boxes").replaceChildren(...reading.characters.map((one) => {
    const box = document.createElement("span");
    box.className = level(one.probability);
    box.title = `${one.character} ${percent(one.probability)}`;
    const [left, top, across, down] = one.box;
    box.style.left = `${100 * left / width}%`;
    box.style.top = `${100 * top / height}%`;
    box.style.width = `${100 * across / width}%`;
    box.style.height = `${100 * down / height}%`;
    return box;
  }));
  element("spoken").textContent = `${file.name || "The picture"} reads ${reading.prediction || "nothing"}`;
}

for (const [button, input] of [["choose", "files"], ["photograph", "camera"]]) {
  element(button).addEventListener("click", () => element(input).click());
  element(input).addEventListener("change", async () => {
    await readPictures(element(input).files);
    element(input).value = "";
  });
}
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  readPictures(event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) readPictures(event.clipboardData.files);
});

// The table.

function tableChanged() {
  element("save").disabled = element("empty").disabled = table.count === 0;
  element("no-rows").hidden = table.count > 0;
}

element("empty").addEventListener("click", () => table.empty());
element("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([table.csv], { type: "text/csv" }));
  link.download = "readings.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

// What goes wrong, and the start.

function notify(message) {
  element("notice").hidden = !message;
  element("notice").textContent = message;
}

function failed(error, name) {
  if (error.status === 401) {
    element("key-form").hidden = false;
    element("key").focus();
    return;
  }
  const message = error.message.replace(/^the picture: /, "");
  notify(name ? `${name}: ${message}` : message.charAt(0).toUpperCase() + message.slice(1));
}

element("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  service.useKey(element("key").value);
  element("key").value = "";
  element("key-form").hidden = true;
  start();
});

async function start() {
  try {
    const models = await service.models();
    element("model").replaceChildren(...models.map((model) => {
      const option = document.createElement("option");
      option.value = model.name;
      option.textContent = model.name;
      option.title = `reads ${model.characters.join("")}`;
      return option;
    }));
    notify("");
    if (!drawing.isEmpty) readDrawing();
  } catch (error) {
    failed(error);
  }
}

start();
