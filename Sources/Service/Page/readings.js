// The service that reads, and the table of what was read.

export class Service {
  key = sessionStorage.getItem("platen-key") ?? "";

  useKey(key) {
    this.key = key;
    sessionStorage.setItem("platen-key", key);
  }

  async #ask(path, options = {}) {
    const headers = this.key ? { Authorization: `Bearer ${this.key}` } : {};
    let response;
    try { response = await fetch(path, { ...options, headers }); } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The service can't be reached.");
    }
    if (response.ok) return response.json();
    const problem = await response.json().catch(() => ({}));
    const error = new Error(problem.error?.message ?? `The service answers ${response.status}.`);
    error.status = response.status;
    throw error;
  }

  models() { return this.#ask("models").then((answer) => answer.models); }

  // Readings of pictures, each a Blob.
  async read(pictures, model, alternatives) {
    const form = new FormData();
    for (const picture of pictures) form.append("image", picture, "picture");
    const query = new URLSearchParams({ model, alternatives });
    const answer = await this.#ask(`predict?${query}`, { method: "POST", body: form });
    return answer.predictions ?? [answer];
  }
}

// How far a probability can be trusted, as a class.
export function level(probability) {
  return probability >= 0.9 ? "good" : probability >= 0.6 ? "fair" : "poor";
}

export function percent(probability) {
  // What is not certain is not shown as if it were.
  const value = Math.floor(probability * 1000) / 10;
  return `${value >= 99.95 || value < 10 ? value.toFixed(1) : Math.floor(value)} %`;
}

// The character of a reading that the model is least sure of.
export function leastCertain(reading) {
  return reading.characters.reduce((least, one) => (!least || one.probability < least.probability ? one : least), null);
}

export class Table {
  #entries = [];
  #body;
  #onChange;

  constructor(body, onChange) {
    this.#body = body;
    this.#onChange = onChange;
  }

  get count() { return this.#entries.length; }

  add(entry) {
    this.#entries.push(entry);
    const { reading } = entry;
    const row = document.createElement("tr");
    const cell = (content, className = "") => {
      const cell = document.createElement("td");
      cell.className = className;
      cell.append(content);
      row.append(cell);
    };
    const image = document.createElement("img");
    image.src = entry.image;
    image.alt = entry.name;
    cell(image);
    cell(reading.prediction, "read");
    const share = document.createElement("span");
    share.className = `probability ${level(reading.probability)}`;
    share.textContent = percent(reading.probability);
    cell(share, "number");
    const least = leastCertain(reading);
    cell(least ? `${least.character} ${percent(least.probability)}` : "");
    cell(entry.model);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "✕";
    remove.setAttribute("aria-label", `Remove ${reading.prediction || entry.name}`);
    remove.addEventListener("click", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      this.#entries.splice(this.#entries.indexOf(entry), 1);
      row.remove();
      next?.querySelector("button").focus();
      this.#onChange();
    });
    cell(remove);
    this.#body.prepend(row);
    this.#onChange();
  }

  empty() {
    this.#entries = [];
    this.#body.replaceChildren();
    this.#onChange();
  }

  // All entries, the first one first, as RFC 4180 has it.
  get csv() {
    const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    const lines = [["name", "reading", "probability", "least_certain", "least_probability", "model", "time"]];
    for (const { name, reading, model, time } of this.#entries) {
      const least = leastCertain(reading);
      lines.push([
        name, reading.prediction, reading.probability, least?.character ?? "", least?.probability ?? "", model,
        time.toISOString(),
      ]);
    }
    return lines.map((line) => line.map((value) => quoted(String(value))).join(",") + "\r\n").join("");
  }
}
