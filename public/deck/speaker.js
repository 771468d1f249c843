// The speaker's side: notes in either language, what comes next, the time against the plan.
const SIZES = [14, 16, 18, 21, 24, 28, 32]; // of the notes, px
const own = root.dataset.lang;
const pace = stops.map((stop) => Number(stop.dataset.plan));
const whole = pace.reduce((sum, seconds) => sum + seconds, 0);
let size = SIZES.indexOf(18);
let foreign = false; // notes in the other language

/** What the speaker has chosen in this window. */
const wishes = () => ({ length: show("length").value, size, foreign });
const wish = (wishes) => {
  show("length").value = wishes.length;
  resize(wishes.size - size);
  if (wishes.foreign !== foreign) translate();
};

const clocked = (seconds) => {
  const rest = Math.abs(Math.round(seconds));
  const [hours, minutes, left] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, String(rest % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${left}` : `${minutes}:${left}`;
};
const talked = () => (time.talked + (time.started ? Date.now() - time.started : 0)) / 1000;

/** The length that the speaker has, s; the plan of each stop is its part of it. */
const length = () => {
  const minutes = Number(show("length").value);
  return minutes > 0 ? minutes * 60 : whole;
};
const planned = () => (pace.slice(0, now + 1).reduce((sum, seconds) => sum + seconds, 0) * length()) / whole;

const tick = () => {
  const [past, plan] = [talked(), planned()];
  const begun = plan - (pace[now] * length()) / whole;
  // On time is anywhere within the step.
  const off = past > plan ? past - plan : past < begun ? past - begun : 0;
  show("clock").textContent = new Date().toLocaleTimeString(own === "en" ? "en-GB" : "zh-CN", { hour: "2-digit", minute: "2-digit" });
  show("timer").textContent = clocked(past);
  show("plan").textContent = clocked(plan);
  show("pace").textContent = off && past ? clocked(off) : "";
  show("late").hidden = !(past && off > 0);
  show("early").hidden = !(past && off < 0);
  show("fit").hidden = !past || off !== 0;
  find('[data-do="timer"]').setAttribute("aria-pressed", String(time.started > 0));
};

const runTimer = (run) => {
  if (run === time.started > 0) return;
  [time.talked, time.started] = run ? [time.talked, Date.now()] : [talked() * 1000, 0];
  tick();
  tellTime();
};
const resetTimer = () => {
  [time.talked, time.started] = [0, 0];
  tick();
  tellTime();
};

const read = () => {
  const stop = stops[now];
  const wanted = (note) => (note.lang === own) !== foreign;
  // A stop without notes in that language has them in the other.
  const note = all(".note", stop).find(wanted) ?? find(".note", stop);
  const notes = show("notes");
  notes.replaceChildren(...(note ? [...note.cloneNode(true).childNodes] : []));
  notes.lang = note?.lang ?? own;
  notes.scrollTop = 0;
  show("next").replaceChildren(...(now + 1 < stops.length ? small(stops[now + 1]) : []));
};

const freeze = () => {
  frozen = !frozen;
  find('[data-do="freeze"]').setAttribute("aria-pressed", String(frozen));
  link();
  if (frozen) return;
  // Now the wall comes to where the speaker is, whatever was pressed there meanwhile.
  for (const [what, { value }] of known) if (moving(what)) known.set(what, { value, when: Date.now(), by: me });
  send();
};
const resize = (by) => {
  size = Math.max(0, Math.min(SIZES.length - 1, size + by));
  show("notes").style.fontSize = `${SIZES[size]}px`;
};
const translate = () => {
  foreign = !foreign;
  find('[data-do="language"]').setAttribute("aria-pressed", String(foreign));
  read();
};

if (speaks) {
  show("length").value = Math.round(whole / 60);
  show("length").addEventListener("change", tick);
  let before = -1;
  moves.push(() => {
    // The talk begins with the first step away from the title.
    if (before === 0 && now === 1 && !talked()) runTimer(true);
    before = now;
    read();
    tick();
  });
  setInterval(tick, 1000);
  resize(0);
}
