// Suggestions while typing, for every input with data-suggest: "open" goes to
// the entity that is chosen, "fill" puts its name into the field.
"use strict";
(() => {
  let count = 0;
  for (const input of document.querySelectorAll("input[data-suggest]")) attach(input);

  function attach(input) {
    const list = document.createElement("ul");
    list.id = "suggestions-" + ++count;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    input.parentElement.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      input.setAttribute(name, value);
    }
    let found = [], at = -1, asked = 0, chosen = null, leaving = false;

    const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = (i) => {
      at = i;
      [...list.children].forEach((li, n) => li.setAttribute("aria-selected", n === i ? "true" : "false"));
      if (i >= 0) input.setAttribute("aria-activedescendant", list.children[i].id);
      else input.removeAttribute("aria-activedescendant");
    };
    const choose = (e) => {
      close();
      if (input.dataset.suggest === "open") { leaving = true; location.href = "/entity/" + encodeURIComponent(e.id); return; }
      input.value = e.name;
      chosen = e;
    };
    // A name that several bear is sent as the id of the one that was chosen.
    input.form.addEventListener("submit", (event) => {
      if (leaving) event.preventDefault(); // Enter chose a suggestion
      if (chosen && input.value === chosen.name) input.value = chosen.id;
    });
    addEventListener("pageshow", () => { leaving = false; });

    async function ask() {
      const term = input.value.trim(), turn = ++asked;
      if (!term) { close(); return; }
      let answer;
      try {
        answer = await (await fetch("/suggest?q=" + encodeURIComponent(term))).json();
      } catch { return; } // the server went away; the form still works
      if (turn !== asked || document.activeElement !== input) return;
      const was = at >= 0 ? found[at].id : null; // stays marked when answers come in while arrows are used
      found = answer.data || [];
      list.replaceChildren(...found.map((e, i) => {
        const li = document.createElement("li"), name = document.createElement("span"), meta = document.createElement("span");
        li.id = list.id + "-" + i;
        li.setAttribute("role", "option");
        li.setAttribute("aria-selected", "false");
        name.className = "end t-" + e.type.toLowerCase();
        const bdi = document.createElement("bdi");
        bdi.textContent = e.name.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").slice(0, 120);
        name.append(bdi);
        meta.className = "meta";
        meta.textContent = e.type + " · " + e.articles + (e.articles === 1 ? " article" : " articles") + (e.also ? " · also " + e.also.slice(0, 40) : "");
        li.append(name, meta);
        li.addEventListener("mousedown", (event) => { event.preventDefault(); choose(e); });
        return li;
      }));
      list.dataset.term = term; // what the suggestions are of
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(was === null ? -1 : found.findIndex((e) => e.id === was));
    }
    input.addEventListener("input", ask);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { if (!list.hidden) { close(); event.preventDefault(); } return; }
      if (list.hidden) return;
      if (event.key === "ArrowDown") { mark((at + 1) % found.length); event.preventDefault(); }
      if (event.key === "ArrowUp") { mark((at + found.length) % (found.length + 1) - (at === 0 ? 1 : 0)); event.preventDefault(); }
      if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(found[at]); }
    });
  }
  // "/" goes to the search field, as on many pages.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    const field = document.querySelector("input[name=q]");
    if (field) { field.focus(); event.preventDefault(); }
  });
})();
