// The way from what somebody wrote to another place of the workspace.
import { createContext, useContext } from "./ui.js";

/** A function `go({place, ts, thread})`, provided by the seat that the text is shown in. */
export const GoContext = createContext(null);

/** The function that shows another place, or null where nothing can be shown. */
export function useGo() {
  return useContext(GoContext);
}
