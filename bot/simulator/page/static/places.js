// The places of a seat: how they are called, in which order they stand, where one begins.

/** Names the app's conversation in an address, whose id is another one for each person. */
export const APP = "app";

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

/** The place that an address means: `home` is the app's too; for one that cannot be seen, the first. */
export function placeAt(places, id) {
  const ordered = inOrder(places);
  if (id === "home" || id === APP) return ordered.find((place) => place.is_app) ?? ordered[0];
  return ordered.find((place) => place.id === id) ?? ordered[0];
}
