// The page of `platen label`: one question at a time, answered by the keyboard.
const $ = (id) => document.getElementById(id);
const form = $("form"), field = $("text"), picture = $("picture");
let item = null, busy = false;

function percent(share, digits = 0) { return `${(100 * share).toFixed(digits)} %`; }

function plural(count, one, many) { return `${count} ${count === 1 ? one : many}`; }

function show(view) {
  item = view.item;
  $("saved").textContent = `Saved in ${view.output}`;
  $("question").hidden = !item;
  $("done").hidden = !!item;
  $("back").disabled = !view.canGoBack;
  if (item) {
    picture.src = `pictures/${item.number}`;
    picture.alt = `The picture ${item.name}`;
    field.value = item.text;
    $("name").textContent = item.name;
    showDoubt();
    showWord();
    field.focus();
    selectDoubtful();
    if (view.next !== null && view.next !== undefined) new Image().src = `pictures/${view.next}`;
  } else {
    $("done-heading").focus();
  }
  showRest(view);
}

/** The probability of the reading, with its doubtful characters marked. */
function showDoubt() {
  const parts = [document.createTextNode(`Read with ${percent(item.probability, 1)}`)];
  if (item.characters.length) {
    parts.push(document.createTextNode(": "));
    const code = document.createElement("code");
    for (const character of item.characters) {
      const one = document.createElement(character.probability < 0.9 ? "mark" : "span");
      one.textContent = character.text === " " ? "␣" : character.text;
      one.title = percent(character.probability, 1);
      code.append(one);
    }
    const weakest = item.characters.reduce((a, b) => (a.probability <= b.probability ? a : b));
    parts.push(code, document.createTextNode(`, least certain ${weakest.text} (${percent(weakest.probability, 0)})`));
  }
  $("doubt").replaceChildren(...parts);
}

/** The least certain character is selected, so that typing replaces it. */
function selectDoubtful() {
  let [start, end, least, place] = [field.value.length, field.value.length, 1, 0];
  if (field.value === item.reading) {
    for (const character of item.characters) {
      if (character.probability < least) [start, end, least] = [place, place + character.text.length, character.probability];
      place += character.text.length;
    }
  }
  field.setSelectionRange(start, end);
}

function showWord() { $("accept-word").textContent = field.value === item.reading ? "Accept" : "Correct"; }

function showRest(view) {
  const seen = view.total - (view.counts.read ?? 0);
  const counts = ["accepted", "corrected", "skipped"].map((state) => `${view.counts[state] ?? 0} ${state}`).join(", ");
  $("progress").textContent = `${seen} of ${plural(view.total, "reading", "readings")} looked at: ${counts}`;
  $("bar").max = Math.max(1, view.total);
  $("bar").value = seen;
  const expected = view.expected;
  $("scale").hidden = !expected;
  if (!expected) {
    $("expected").textContent = "Nothing is left.";
    return;
  }
  const mean = document.createElement("b");
  mean.textContent = percent(expected.accuracy, 1);
  $("expected").replaceChildren(
    mean, ` of the ${plural(view.counts.read, "reading", "readings")} left are expected to be right `
      + `(${percent(expected.low, 1)} to ${percent(expected.high, 1)})`);
  $("interval").style.left = percent(expected.low, 2).replace(" ", "");
  $("interval").style.right = percent(1 - expected.high, 2).replace(" ", "");
  $("mean").style.left = percent(expected.accuracy, 2).replace(" ", "");
}

async function send(path, body) {
  if (busy) return;
  busy = true;
  try {
    const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(path, options);
    const view = await answer.json();
    if (!answer.ok) throw new Error(view.error?.message ?? answer.statusText);
    $("notice").hidden = true;
    show(view);
  } catch (error) {
    $("notice").textContent = `Not saved: ${error.message}`;
    $("notice").hidden = false;
  } finally {
    busy = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!item) return;
  const text = field.value;
  send(`rows/${item.number}`, text === item.reading ? { state: "accepted" } : { state: "corrected", text });
});
field.addEventListener("input", showWord);
$("skip").addEventListener("click", () => { if (item) send(`rows/${item.number}`, { state: "skipped" }); });
$("back").addEventListener("click", () => send("back", {}));
document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Escape" && item) { event.preventDefault(); $("skip").click(); }
  if (event.key === "ArrowLeft" && event.altKey) { event.preventDefault(); if (!$("back").disabled) $("back").click(); }
});
send("next");
