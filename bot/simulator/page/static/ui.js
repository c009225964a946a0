// What every part of the page is made of: Preact, its hooks, and templates in place of JSX.
import { Component, createContext, Fragment, h, render } from "./vendor/preact.mjs";
import htm from "./vendor/htm.mjs";

export { createContext, Fragment, render };
export {
  useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState,
} from "./vendor/hooks.mjs";

export const html = htm.bind(h);

/** A component that is drawn again only when one of its properties is another one. */
export function memo(draw) {
  return class extends Component {
    shouldComponentUpdate(next) {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]);
      return [...names].some((name) => this.props[name] !== next[name]);
    }

    render(props) {
      return html`<${draw} ...${props} />`;
    }
  };
}
