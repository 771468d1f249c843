// What leads away from an embedded figure opens beside the host's page, whatever it is embedded in.
const away = ({ target }) => {
  const link = target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  link.target = "_blank";
  link.rel = "noopener";
};
