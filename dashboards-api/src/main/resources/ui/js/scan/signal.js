/** Right and wrong for ear and hand: high and short, or low and long. The screen says it as well. */

let audio = null;

export const soundOn = () => localStorage.getItem('setpoint.sound') !== 'off';
export const switchSound = on => localStorage.setItem('setpoint.sound', on ? 'on' : 'off');

/** Browsers allow neither before somebody has touched the page or a key. */
export function signal(right) {
  if (!navigator.userActivation?.hasBeenActive) return;
  navigator.vibrate?.(right ? 40 : [120, 60, 120]);
  if (!soundOn() || !('AudioContext' in window)) return;
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = right ? 1175 : 196;
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + (right ? 0.09 : 0.4));
}
