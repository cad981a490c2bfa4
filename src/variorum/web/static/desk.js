// Keys, dropped files and the progress of an analysis. Every page works without this file.
"use strict";
(() => {
  const on = () => localStorage.getItem("variorum-keys") !== "off";
  const sheet = document.getElementById("keys");
  for (const box of document.querySelectorAll(".keys-on")) {
    box.checked = on();
    box.addEventListener("change", () => localStorage.setItem("variorum-keys", box.checked ? "on" : "off"));
  }

  const items = [...document.querySelectorAll("[data-item], article.card, li.row")];
  let at = -1;
  const move = (step) => {
    if (!items.length) return;
    if (at >= 0) items[at].classList.remove("on");
    at = Math.min(Math.max(at + step, 0), items.length - 1);
    items[at].classList.add("on");
    items[at].querySelector("a, button")?.focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "nearest" });
  };
  const needsWords = new Set(["v", "m"]);
  const judge = (key) => {
    const button = document.querySelector(`button[data-act="${key}"]`);
    if (!button) return false;
    const how = document.getElementById("how");
    if (needsWords.has(key) && !how.value.trim()) how.focus();
    else button.click();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !on()) return;
    if (sheet?.open) return;
    if (event.key === "?" && sheet) { sheet.showModal(); }
    else if (event.key === "/") { document.getElementById("q")?.focus(); }
    else if (event.key === "j") { move(1); }
    else if (event.key === "k") { move(-1); }
    else if (judge(event.key)) { /* judged */ }
    else {
      const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
      if (!link) return;
      location.assign(link.href);
    }
    event.preventDefault();
  });

  const drop = document.querySelector(".drop");
  if (drop) {
    const files = drop.querySelector("input[type=file]");
    for (const name of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) files.files = event.dataTransfer.files;
      });
    }
  }

  const working = document.querySelector("[data-events]");
  const bar = working?.querySelector("progress");
  if (working && !bar.hidden) {
    const said = working.querySelector(".said");
    const source = new EventSource(working.dataset.events);
    source.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      if (state.total) { bar.max = state.total; bar.value = state.done; } else { bar.removeAttribute("value"); }
      said.textContent = `Analysis is pending${state.stage ? `: ${state.stage}` : ""}${state.total ? `, ${state.done} of ${state.total}` : ""}.`;
      if (state.busy) return;
      source.close();
      bar.hidden = true;
      said.textContent = state.error || "Everything is up to date.";
      if (location.pathname === "/progress" && !state.error) location.reload();
    });
    source.addEventListener("error", () => source.close());
  }
})();
