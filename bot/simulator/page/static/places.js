// The places of a seat: how they are called, in which order they stand, where one begins.

/** How a place is called: "#critical", "Ada". */
export function placeName(place) {
  return place.kind === "im" ? place.name : `#${place.name}`;
}

/** The sidebar's sections, each with its places in order; empty ones are left out. */
export function sections(places) {
  const byName = [...places].sort((one, other) => one.name.localeCompare(other.name));
  const channels = byName.filter((place) => place.kind !== "im");
  const direct = byName.filter((place) => place.kind === "im");
  return [
    { name: "Channels", places: channels.filter((place) => place.is_member) },
    { name: "Direct messages", places: direct.filter((place) => !place.is_app) },
    { name: "Apps", places: direct.filter((place) => place.is_app) },
    { name: "Other channels", places: channels.filter((place) => !place.is_member) },
  ].filter((section) => section.places.length > 0);
}

/** All places in the sidebar's order. */
export function inOrder(places) {
  return sections(places).flatMap((section) => section.places);
}

/** The place that an address means: `home` is the app's; one that cannot be seen is the first. */
export function placeAt(places, id) {
  const ordered = inOrder(places);
  if (id === "home") return ordered.find((place) => place.is_app) ?? ordered[0];
  return ordered.find((place) => place.id === id) ?? ordered[0];
}
