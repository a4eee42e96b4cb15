/** One short sentence that names the document; polite to screen readers; gone after eight seconds. */
let timer = null;

export function toast(text) {
  let place = document.querySelector('.toast');
  if (!place) {
    place = document.createElement('div');
    place.className = 'toast';
    place.setAttribute('role', 'status');
    document.body.append(place);
  }
  place.textContent = text;
  place.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => place.remove(), 8_000);
}
