import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Sets CSS properties through the object model, which a strict Content-Security-Policy allows (style attributes it forbids). */
export const styled = directive(
  class extends Directive {
    update(part, [properties]) {
      for (const [name, value] of Object.entries(properties)) part.element.style.setProperty(name, value);
      return noChange;
    }
    render() {
      return noChange;
    }
  },
);
