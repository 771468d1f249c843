// The tab of the page with hidden embeds.
document.querySelector("#tab").addEventListener("click", () => {
  document.querySelector("#panel").hidden = false;
});
