import { Controls, make } from "./controls.js";

const element = (id) => document.getElementById(id);
const controls = new Controls(element("keys"), edited);

// What is shown: a recipe's text as it was loaded, and the changes to it.
let recipe = null;
let edits = [];
let undone = [];
let start = 0;
let large = 0;
// Tells this page from others: of each the service draws the newest request alone.
const page = Math.random().toString(36).slice(2);
const perPage = 12;

// The service.

let key = sessionStorage.getItem("platen-key") ?? "";

async function ask(path, body, signal) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const options = { headers, signal };
  if (body) {
    headers["Content-Type"] = "application/json";
    Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  }
  let response;
  try { response = await fetch(path, options); } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The service can't be reached.");
  }
  if (response.ok) return response.json();
  const problem = (await response.json().catch(() => ({}))).error ?? {};
  const error = new Error(problem.message ?? `The service answers ${response.status}.`);
  throw Object.assign(error, { status: response.status, code: problem.code, key: problem.key });
}

// Of changes of one key the last one counts, as long as no stage came or went in between.
function compact(all) {
  const kept = [];
  let later = new Set();
  for (const edit of [...all].reverse()) {
    if (edit.set === undefined) later = new Set();
    else if (later.has(edit.set)) continue;
    else later.add(edit.set);
    kept.unshift(edit);
  }
  return kept;
}

const asked = () => ({ recipe: recipe.name, base: recipe.revision, edits: compact(edits).map(({ isLive, ...edit }) => edit) });

// Drawing.

let drawing = null;
let timer = 0;
// What is still to be drawn: a drawing that another one overtakes leaves it to that one.
let wantsSamples = false;
let wantsControls = false;

// Draws soon: while a slider moves, what comes within the time is drawn at once.
function draw({ soon = 0, withControls = false } = {}) {
  wantsSamples = true;
  wantsControls ||= withControls;
  clearTimeout(timer);
  timer = setTimeout(drawNow, soon);
}

async function drawNow() {
  clearTimeout(timer);
  drawing?.abort();
  const mine = drawing = new AbortController();
  const [withSamples, withControls] = [wantsSamples, wantsControls];
  element("samples").classList.toggle("waiting", withSamples);
  document.body.setAttribute("aria-busy", "true");
  const count = withSamples ? perPage : 0;
  const body = { ...asked(), split: element("split").value, start, count, large, page, controls: withControls };
  if (element("seed").value !== "") body.seed = Number(element("seed").value);
  let isPutOff = false;
  try {
    const answer = await ask("preview", body, mine.signal);
    if (mine !== drawing) return;
    if (withSamples) {
      wantsSamples = false;
      showSamples(answer.samples);
      showWarnings(answer.warnings);
    }
    showLarge(answer.large);
    showText(answer.yaml);
    if (answer.controls && !isBusy()) {
      wantsControls = false;
      showControls(answer.controls);
    }
    controls.mark("");
    notify("");
    if (withSamples) element("status").textContent = `${answer.samples.length} samples in ${duration(answer.milliseconds)}`;
  } catch (error) {
    if (error.name === "AbortError" || mine !== drawing) return;
    // Requests that were given up may reach the service after this one, or wait before it.
    isPutOff = error.code === "outdated" || error.code === "busy";
    if (!isPutOff) failed(error);
  } finally {
    if (mine === drawing) {
      drawing = null;
      if (isPutOff) timer = setTimeout(drawNow, 200);
      else {
        element("samples").classList.remove("waiting");
        document.body.removeAttribute("aria-busy");
      }
    }
  }
}

const duration = (milliseconds) => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`);

function showSamples(samples) {
  element("samples").replaceChildren(...samples.map((sample) => {
    const item = make("li");
    const button = make("button");
    button.type = "button";
    button.setAttribute("aria-pressed", String(sample.index === large));
    button.dataset.index = sample.index;
    const image = make("img");
    image.src = sample.image;
    image.alt = `Sample ${sample.index}: ${sample.label}`;
    [image.width, image.height] = [sample.width, sample.height];
    image.style.height = "auto";
    button.append(image, make("span", "", sample.label));
    button.addEventListener("click", () => choose(sample.index));
    item.append(button);
    return item;
  }));
}

function choose(index) {
  large = index;
  for (const button of element("samples").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.index) === index));
  }
  drawNow();
}

function showLarge(sample) {
  element("large").hidden = !sample;
  if (!sample) return element("steps").replaceChildren();
  element("large-heading").textContent = `Sample ${sample.index}`;
  const image = element("large-image");
  image.src = sample.image;
  image.alt = `Sample ${sample.index}: ${sample.label}`;
  const room = element("large").clientWidth || 300;
  const scale = Math.min(room / sample.width, Math.max(1, 340 / sample.height), 5);
  image.style.width = `${Math.floor(sample.width * scale)}px`;
  const boxes = element("large-boxes");
  boxes.setAttribute("viewBox", `0 0 ${sample.width} ${sample.height}`);
  boxes.replaceChildren(
    ...sample.characters.map((one, number) => polygon(one.quad, number % 2 ? "odd" : "even", one.text)),
    polygon(sample.quad, "whole", sample.label));
  element("large-label").textContent = sample.label;
  element("steps").replaceChildren(...sample.steps.map(step));
  element("choices").replaceChildren(...sample.choices.flatMap((choice) => [make("dt", "", choice.name), make("dd", "", choice.value)]));
}

function polygon(quad, className, title) {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "polygon");
  const corners = [0, 2, 4, 6].map((place) => `${quad[place]},${quad[place + 1]}`);
  shape.setAttribute("points", corners.join(" "));
  shape.setAttribute("class", className);
  const text = document.createElementNS("http://www.w3.org/2000/svg", "title");
  text.textContent = title;
  shape.append(text);
  return shape;
}

function step(one, number) {
  const item = make("li");
  if (one.image) {
    const image = make("img");
    image.src = one.image;
    image.alt = `After ${one.name}`;
    [image.width, image.height] = [one.width, one.height];
    image.style.height = "auto";
    item.append(image);
  } else {
    item.append(make("span", "absent", "not for this sample"));
  }
  item.append(make("b", "", `${number + 1} ${one.name}`));
  const within = (name) => (name.startsWith(`${one.name}.`) ? name.slice(one.name.length + 1) : name);
  const choices = one.choices.slice(0, 4).map((choice) => `${within(choice.name)} ${choice.value}`);
  if (choices.length) item.append(make("small", "", choices.join(", ")));
  return item;
}

function showText(yaml) {
  // Lines that were not there before are marked.
  const before = new Map();
  for (const line of recipe.yaml.split("\n")) before.set(line, (before.get(line) ?? 0) + 1);
  element("yaml").replaceChildren(...yaml.replace(/\n$/, "").split("\n").flatMap((line) => {
    const left = before.get(line) ?? 0;
    before.set(line, left - 1);
    return left > 0 ? [line, "\n"] : [make("mark", "", line || " "), "\n"];
  }));
  recipe.changed = yaml;
}

function showWarnings(warnings) {
  element("warnings").replaceChildren(...warnings.map((warning) => make("li", "", warning)));
}

// The keys.

let isHeld = false;
element("keys").addEventListener("pointerdown", () => { isHeld = true; });
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { isHeld = false; });

// Whether the controls are in use, so that others must not take their place.
function isBusy() {
  const active = document.activeElement;
  return isHeld || (element("keys").contains(active) && active.matches("input[type=text]") && active.value !== active.defaultValue);
}

function showControls(all) {
  controls.show(all);
  search();
}

function edited(edit, isLive) {
  const last = edits.at(-1);
  if (last?.isLive && edit.set !== undefined && last.set === edit.set) edits.pop();
  edits.push({ ...edit, isLive });
  undone = [];
  editsChanged();
  draw({ soon: isLive ? 90 : 0, withControls: !isLive });
}

function editsChanged() {
  element("undo").disabled = edits.length === 0;
  element("redo").disabled = undone.length === 0;
  element("discard").disabled = edits.length === 0;
  element("save").disabled = edits.length === 0;
}

function undo() {
  if (edits.length === 0) return;
  undone.push(edits.pop());
  editsChanged();
  draw({ withControls: true });
}

function redo() {
  if (undone.length === 0) return;
  edits.push(undone.pop());
  editsChanged();
  draw({ withControls: true });
}

function search() {
  element("no-keys").hidden = controls.search(element("search").value);
}

// The recipe.

async function load(name, keepsEdits = false) {
  try {
    recipe = await ask(`recipes/${encodeURIComponent(name)}`);
    element("recipe").value = name;
    history.replaceState(null, "", `#${encodeURIComponent(name)}`);
    if (!keepsEdits) {
      edits = recipe.edits;
      [undone, start, large] = [[], 0, 0];
      element("seed").value = recipe.seed ?? "";
    }
    element("summary").textContent = recipe.summary;
    element("save").hidden = !recipe.can_save;
    editsChanged();
    notify("");
    showText(recipe.yaml);
    showControls(recipe.controls);
    draw({ withControls: edits.length > 0 });
  } catch (error) {
    failed(error);
  }
}

async function save() {
  if (!recipe?.can_save || edits.length === 0) return;
  try {
    const saved = await ask("save", asked());
    [recipe.yaml, recipe.revision] = [saved.yaml, saved.revision];
    [edits, undone] = [[], []];
    editsChanged();
    showText(saved.yaml);
    element("status").textContent = "Saved";
    draw({ withControls: true });
  } catch (error) {
    failed(error);
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(recipe.changed);
    element("status").textContent = "Copied";
  } catch {
    // Where the browser allows no writing, the text is selected for the user to copy.
    getSelection().selectAllChildren(element("yaml"));
  }
}

// What goes wrong, and the start.

function notify(message, act, label) {
  const notice = element("notice");
  notice.hidden = !message;
  notice.replaceChildren(make("span", "", message));
  if (!act) return;
  const button = make("button", "", label);
  button.addEventListener("click", act);
  notice.append(button);
}

function failed(error) {
  if (error.status === 401) {
    element("key-form").hidden = false;
    element("key").focus();
    return;
  }
  controls.mark(error.key ?? "");
  if (error.code === "changed") {
    return notify("The file was changed meanwhile.", () => load(recipe.name, true), "Load it again, and keep the changes");
  }
  // What begins with a file's name stays as it is.
  const [first] = error.message.split(" ");
  notify(first.includes(".") ? error.message : error.message.charAt(0).toUpperCase() + error.message.slice(1));
}

element("undo").addEventListener("click", undo);
element("redo").addEventListener("click", redo);
element("discard").addEventListener("click", () => {
  [edits, undone] = [[], [...edits].reverse()];
  editsChanged();
  draw({ withControls: true });
});
element("save").addEventListener("click", save);
element("copy").addEventListener("click", copy);
element("search").addEventListener("input", search);
element("recipe").addEventListener("change", () => load(element("recipe").value));
element("show-boxes").addEventListener("change", () => {
  element("large-boxes").toggleAttribute("hidden", !element("show-boxes").checked);
});
for (const id of ["split", "seed"]) {
  element(id).addEventListener("change", () => {
    [start, large] = [0, 0];
    draw();
  });
}
element("following").addEventListener("click", () => turn(perPage));
element("previous").addEventListener("click", () => turn(-perPage));

function turn(by) {
  start = Math.max(0, start + by);
  large = start;
  draw();
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input[type=text], input[type=search], input[type=number], input[type=password]");
  if (event.ctrlKey || event.metaKey) {
    const pressed = event.key.toLowerCase();
    if (pressed === "s") save();
    else if (isTyping) return;
    else if (pressed === "z" && !event.shiftKey) undo();
    else if (pressed === "y" || (pressed === "z" && event.shiftKey)) redo();
    else return;
    event.preventDefault();
  } else if (event.key === "/" && !isTyping) {
    element("search").focus();
    event.preventDefault();
  }
});

element("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  key = element("key").value;
  sessionStorage.setItem("platen-key", key);
  element("key").value = "";
  element("key-form").hidden = true;
  begin();
});

async function begin() {
  try {
    const { recipes } = await ask("recipes");
    element("recipe").replaceChildren(...recipes.map((one) => {
      const option = make("option", "", one.name);
      option.value = one.name;
      option.title = one.summary;
      return option;
    }));
    const wanted = decodeURIComponent(location.hash.slice(1));
    await load(recipes.some((one) => one.name === wanted) ? wanted : recipes[0].name);
  } catch (error) {
    failed(error);
  }
}

begin();
