// Controls for the keys of a recipe, made of what its schema says of them.

const numeral = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
const single = new RegExp(`^${numeral}$`);

// The ends of a number or a range; null for whatever else there is to draw from.
export function ends(value) {
  if (single.test(value)) return [Number(value), Number(value)];
  const place = value.indexOf("..");
  if (place < 0) return null;
  const parts = [value.slice(0, place), value.slice(place + 2)];
  return parts.every((part) => single.test(part)) ? parts.map(Number) : null;
}

// A number in as few digits as tell it.
export const shown = (number) => String(Number(number.toPrecision(6)));

// What stretch of numbers a slider has: all that are allowed where these are few, else around those that are usual.
export function stretch(control) {
  const whole = control.kind === "integer" || control.kind === "count";
  const usual = [control.value, control.standard].flatMap((value) => (value && ends(value)) || []);
  const farthest = Math.max(...usual.map(Math.abs), whole ? 5 : 0.5);
  let low = control.lower ?? (usual.some((number) => number < 0) ? -3 * farthest : 0);
  let high = control.upper ?? 3 * farthest;
  if (high - low > 12 * farthest) {
    high = Math.min(high, 4 * farthest);
    low = Math.max(low, control.lower < 0 ? -4 * farthest : low);
  }
  [low, high] = [Math.min(low, ...usual), Math.max(high, ...usual)];
  if (!(high > low)) high = low + 1;
  const rough = (high - low) / 200;
  const step = whole ? 1 : 10 ** Math.floor(Math.log10(rough));
  return { low, high, step };
}

export class Controls {
  #place;
  #onEdit;
  #open = new Set();
  #fields = new Map();

  // `onEdit(edit, isLive)` is told each change; live ones are followed by more of the same key.
  constructor(place, onEdit) {
    this.#place = place;
    this.#onEdit = onEdit;
  }

  // Shows controls; groups that were open stay so.
  show(controls) {
    const focused = document.activeElement?.dataset?.focus;
    this.#fields.clear();
    this.#place.replaceChildren(...controls.map((control) => this.#element(control, 0)));
    if (focused) this.#place.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  // Leaves what has all the words; says whether anything has.
  search(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    const visit = (element, above) => {
      const own = `${above} ${element.dataset.words ?? ""}`;
      const inner = [...element.querySelectorAll(":scope > .inside > [data-path]")];
      const fits = words.every((word) => own.includes(word));
      const fitting = inner.filter((one) => visit(one, own)).length;
      const isKept = words.length === 0 || fits || fitting > 0;
      element.hidden = !isKept;
      if (element.matches("details")) element.open = words.length > 0 ? fitting > 0 || fits : this.#open.has(element.dataset.path);
      if (isKept) found += 1;
      return isKept;
    };
    for (const element of this.#place.children) visit(element, "");
    return found > 0;
  }

  // Marks the key that an error is about.
  mark(path) {
    // What is short for a group is told by the group's path.
    for (const [key, element] of this.#fields) {
      element.classList.toggle("wrong", path !== "" && (key === path || (path.includes("[") && key.startsWith(`${path}.`))));
    }
  }

  #element(control, depth) {
    return control.controls ? this.#group(control, depth) : this.#field(control);
  }

  #group(control, depth) {
    const group = make("details", `group${control.is_given ? " given" : ""}`);
    group.dataset.path = control.path;
    group.dataset.words = `${control.path} ${control.doc}`.toLowerCase();
    group.open = this.#open.has(control.path);
    group.addEventListener("toggle", () => {
      if (document.getElementById("search")?.value) return;
      if (group.open) this.#open.add(control.path);
      else this.#open.delete(control.path);
    });
    const summary = make("summary");
    summary.append(make("span", "", named(control.key)), make("span", "spacer"));
    if (control.kind === "stages") summary.append(make("small", "", count(control.controls.length)));
    const inside = make("div", "inside");
    if (control.doc) inside.append(make("p", "", plain(control.doc)));
    inside.append(...control.controls.map((one) => this.#element(one, depth + 1)));
    if (control.controls.length === 0 && control.is_optional && control.kind === "group" && control.is_tame) {
      inside.append(this.#button("Add it", () => this.#edit({ set: control.path, to: "{}" }, control.path)));
    }
    const stage = control.path.match(/^(.*\[\d+\])\.[^.[]+$/);
    if (stage && !control.path.slice(stage[1].length + 1).includes(".") && depth > 0) {
      const button = this.#button("Remove", () => this.#edit({ remove: stage[1] }));
      button.setAttribute("aria-label", `Remove ${control.key}`);
      inside.append(button);
    }
    if (control.members?.length) inside.append(this.#adding(control));
    group.append(summary, inside);
    return group;
  }

  #adding(control) {
    const line = make("div", "add");
    const select = make("select");
    select.setAttribute("aria-label", `What to add to ${control.key}`);
    select.append(...control.members.map((member) => {
      const option = make("option", "", member.name);
      option.value = member.name;
      option.title = plain(member.doc);
      return option;
    }));
    const button = this.#button("Add", () => {
      this.#open.add(control.path);
      this.#open.add(`${control.path}[${control.controls.length}].${select.value}`);
      this.#edit({ add: select.value, to: control.path });
    });
    button.setAttribute("aria-label", `Add to ${control.key}`);
    line.append(select, button);
    return line;
  }

  #button(text, act) {
    const button = make("button", "small", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  #edit(edit, opened) {
    if (opened) this.#open.add(opened);
    this.#onEdit(edit, false, true);
  }

  #field(control) {
    const field = make("div", `field${control.is_given ? " given" : ""}`);
    field.dataset.path = control.path;
    field.dataset.words = `${control.path} ${control.doc} ${control.unit ?? ""} ${(control.words ?? []).join(" ")}`.toLowerCase();
    this.#fields.set(control.path, field);
    const name = make("label", "name");
    const id = `key-${control.path}`;
    name.htmlFor = id;
    name.append(make("span", "", named(control.key)));
    if (control.unit) name.append(make("small", "", control.unit));
    const doc = make("p", "doc", plain(control.doc));
    doc.id = `${id}-doc`;
    const inputs = make("div", "inputs");
    inputs.append(...this.#inputs(control, field));
    const main = inputs.querySelector("[data-main]") ?? inputs.firstElementChild;
    main.id = id;
    main.setAttribute("aria-describedby", doc.id);
    if (control.is_given && control.standard !== null && control.standard !== undefined) {
      const button = this.#button("Reset", () => this.#edit({ reset: control.path }));
      button.title = `The default: ${control.standard}`;
      button.setAttribute("aria-label", `Reset ${control.key} to ${control.standard}`);
      inputs.append(button);
    }
    field.append(name, inputs);
    if (control.doc) field.append(doc);
    return field;
  }

  #inputs(control, field) {
    const set = (value, isLive) => {
      field.classList.add("given");
      control.value = value;
      this.#onEdit({ set: control.path, to: value }, isLive, false);
    };
    if (control.kind === "toggle") return [toggle(control, set)];
    if (control.kind === "words" && (control.words.includes(control.value) || control.value === "null")) {
      return [words(control, set)];
    }
    const text = textField(control, set);
    if (!["integer", "number", "quantity", "count"].includes(control.kind)) return [text];
    const isRange = control.kind === "quantity" || control.kind === "count";
    const given = ends(control.value);
    if (!given) return [text];
    const track = slider(control, isRange, given, (value, isLive) => {
      text.value = value;
      set(value, isLive);
    });
    text.addEventListener("change", () => track.move(ends(text.value)));
    return [track.element, text];
  }
}

function toggle(control, set) {
  const input = make("input");
  input.type = "checkbox";
  input.checked = control.value === "true";
  input.dataset.focus = control.path;
  input.addEventListener("change", () => set(String(input.checked), false));
  return input;
}

function words(control, set) {
  const select = make("select");
  select.dataset.focus = control.path;
  const all = control.is_optional ? ["null", ...control.words] : control.words;
  select.append(...all.map((word) => {
    const option = make("option", "", word === "null" ? "none" : word);
    option.value = word;
    return option;
  }));
  select.value = control.value;
  select.addEventListener("change", () => set(select.value, false));
  return select;
}

function textField(control, set) {
  const input = make("input");
  input.type = "text";
  input.value = control.value === "null" && control.is_optional ? "" : control.value;
  input.placeholder = control.is_optional ? "none" : "";
  input.defaultValue = input.value;
  input.spellcheck = false;
  input.autocomplete = "off";
  input.dataset.main = "";
  input.dataset.focus = `${control.path} text`;
  input.addEventListener("change", () => set(input.value.trim() || (control.is_optional ? "null" : "''"), false));
  return input;
}

// One thumb for a number, two for a range.
function slider(control, isRange, given, set) {
  const { low, high, step } = stretch(control);
  const track = make("div", "track");
  const thumbs = (isRange ? ["least", "greatest"] : [""]).map((which, number) => {
    const input = make("input");
    input.type = "range";
    [input.min, input.max, input.step] = [low, high, step];
    input.value = given[number];
    input.setAttribute("aria-label", which ? `${control.key}, ${which}` : control.key);
    input.dataset.focus = `${control.path} ${number}`;
    return input;
  });
  const values = () => thumbs.map((thumb) => Number(thumb.value));
  const paint = () => {
    const [from, to] = isRange ? values() : [low, values()[0]];
    track.style.setProperty("--from", `${100 * (from - low) / (high - low)}%`);
    track.style.setProperty("--to", `${100 * (to - low) / (high - low)}%`);
    // Where both lie at the right end, the left one is the one that can move.
    if (isRange) thumbs[0].style.zIndex = from > (low + high) / 2 ? 2 : 1;
    thumbs.forEach((thumb) => thumb.setAttribute("aria-valuetext", `${shown(Number(thumb.value))} ${control.unit ?? ""}`.trim()));
  };
  const tell = (isLive) => {
    const [from, to] = values();
    set(!isRange || from === to ? shown(from) : `${shown(from)}..${shown(to)}`, isLive);
  };
  thumbs.forEach((thumb, number) => {
    thumb.addEventListener("input", () => {
      const other = thumbs[1 - number];
      // Neither end passes the other.
      if (isRange && (number === 0 ? Number(thumb.value) > Number(other.value) : Number(thumb.value) < Number(other.value))) {
        thumb.value = other.value;
      }
      paint();
      tell(true);
    });
    thumb.addEventListener("change", () => tell(false));
  });
  paint();
  track.append(...thumbs);
  const move = (ends) => {
    if (!ends) return;
    thumbs.forEach((thumb, number) => { thumb.value = ends[number]; });
    paint();
  };
  return { element: track, move };
}

export function make(name, className = "", text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const named = (key) => key.replaceAll("_", " ");
const count = (number) => (number === 1 ? "1 stage" : `${number} stages`);
// Documentation marks keys and values with backquotes.
const plain = (text) => text.replaceAll("`", "");
