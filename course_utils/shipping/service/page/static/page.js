// The upload page: one photo at a time, its answer, where the network looked, and what the visitor says of it.
const { words, language, unsure, most } = JSON.parse(document.body.dataset.settings);
const part = (id) => document.getElementById(id);
const show = (id, shown = true) => { part(id).hidden = !shown; };
let photo = null; // the file in hand
let answer = null; // the service's prediction for it
let turn = 0; // a later photo makes answers to earlier ones stale
const addresses = {}; // of the pictures shown

function draw(id, picture) {
  if (addresses[id]) URL.revokeObjectURL(addresses[id]);
  addresses[id] = URL.createObjectURL(picture);
  part(id).src = addresses[id];
}

function say(problem) {
  part("problem").textContent = problem;
  show("problem", Boolean(problem));
  if (problem) part("problem").scrollIntoView({ block: "nearest" });
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(words.offline);
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  throw new Error(told?.message?.[language] ?? `${response.status} ${response.statusText}`);
}

function form() {
  const sent = new FormData();
  sent.append("image", photo, "image"); // the file's own name stays here
  return { method: "POST", body: sent };
}

async function look(file) {
  const mine = ++turn;
  photo = file;
  answer = null;
  hideHeat();
  for (const id of ["result", "answer", "thanks", "really"]) show(id, false);
  if (file.size > most) {
    say(words.too_long);
    return;
  }
  say("");
  draw("photo", file);
  show("result");
  show("waiting");
  try {
    const found = await (await ask("/api/predict", form())).json();
    if (mine === turn) tell(found);
  } catch (problem) {
    if (mine !== turn) return;
    say(problem.message);
    show("result", false);
  } finally {
    if (mine === turn) show("waiting", false);
  }
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

function tell(found) {
  answer = found;
  part("said").textContent = found.confidence < unsure ? words.unsure : words.answer;
  part("name").textContent = found.name[language];
  part("confidence").textContent = `${words.confidence} ${percent(found.confidence)}`;
  const about = [`${words.version} ${found.version}`, `${Math.round(1000 * found.seconds)} ms`, `${found.width} × ${found.height}`];
  if (found.cached) about.push(words.remembered);
  part("about").textContent = about.join(" · ");
  part("classes").replaceChildren(...found.classes.map(row));
  part("where").disabled = false;
  part("opinion").disabled = false;
  part("label").value = "";
  show("answer");
}

function row(each) {
  const line = document.createElement("li");
  const name = document.createElement("b");
  const track = document.createElement("div");
  const bar = document.createElement("i");
  const share = document.createElement("span");
  name.textContent = each.name[language];
  bar.style.width = percent(each.probability).replace(" ", "");
  share.textContent = percent(each.probability);
  track.append(bar);
  line.append(name, track, share);
  return line;
}

function hideHeat() {
  show("heat", false);
  show("legend", false);
  part("where").textContent = words.where;
}

part("where").addEventListener("click", async () => {
  if (!part("heat").hidden) {
    hideHeat();
    return;
  }
  const mine = turn;
  part("where").disabled = true;
  show("waiting");
  try {
    const drawn = await (await ask("/api/explain", form())).blob();
    if (mine !== turn) return;
    draw("heat", drawn);
    show("heat");
    show("legend");
    part("where").textContent = words.where_off;
  } catch (problem) {
    if (mine === turn) say(problem.message);
  } finally {
    part("where").disabled = false;
    if (mine === turn) show("waiting", false);
  }
});

async function judge(right, label) {
  part("opinion").disabled = true;
  const body = JSON.stringify({ id: answer.id, right, label });
  try {
    await ask("/api/opinions", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    show("thanks");
  } catch (problem) {
    part("opinion").disabled = false;
    say(problem.message);
  }
}

part("yes").addEventListener("click", () => judge(true, answer.label));
part("no").addEventListener("click", () => {
  show("really");
  part("label").focus();
});
part("label").addEventListener("change", () => judge(false, part("label").value === "none" ? null : Number(part("label").value)));
part("again").addEventListener("click", () => {
  turn += 1;
  show("result", false);
  say("");
  part("file").focus();
  window.scrollTo(0, 0);
});
part("file").addEventListener("change", () => {
  const [file] = part("file").files;
  if (file) look(file);
  part("file").value = ""; // so that the same photo can be chosen again
});
window.addEventListener("paste", (event) => {
  const file = [...(event.clipboardData?.files ?? [])][0];
  if (file) look(file);
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  window.addEventListener(kind, (event) => {
    event.preventDefault();
    part("drop").classList.toggle("over", kind === "dragover");
    const file = kind === "drop" ? event.dataTransfer.files[0] : null;
    if (file) look(file);
  });
}
