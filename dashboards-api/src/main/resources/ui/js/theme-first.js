/* Before the first paint: the theme a person chose, or one forced by the address (?theme=dark). */
(() => {
  const forced = new URLSearchParams(location.search).get('theme');
  const chosen = forced || localStorage.getItem('setpoint.theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
})();
