// Who is there: learnt once from the first event of the workspace's first person.
import { useEffect, useState } from "./ui.js";
import { listen } from "./wire.js";

/** `{first, people}` once it is known: the first person's id, and everybody who is not a bot. */
export function useLobby() {
  const [lobby, setLobby] = useState(null);
  useEffect(() => {
    const close = listen("stream?as=", ({ set = {} }) => {
      close();
      setLobby({ first: set.me.id, people: humans(set) });
    });
    return close;
  }, []);
  return lobby;
}

/** The people one can be, from a stream's values by name. */
function humans(values) {
  const people = Object.entries(values).filter(([name]) => name.startsWith("people/"));
  return people.map(([, person]) => person).filter((person) => !person.is_bot && !person.is_deleted);
}
