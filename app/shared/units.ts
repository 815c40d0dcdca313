/** Units live in the types: a number with a unit cannot be passed where another unit is asked for. */
declare const unit: unique symbol;
type In<U extends string> = number & { readonly [unit]?: U };

export type Metres = In<"metres">;
export type Minutes = In<"minutes">;
export type Seconds = In<"seconds">;
export type KilometresPerHour = In<"km/h">;
/** Degrees east of Greenwich, WGS-84. */
export type Lon = In<"lon">;
/** Degrees north of the equator, WGS-84. */
export type Lat = In<"lat">;
/** Money in fen, the hundredth part of a yuan. */
export type Fen = In<"fen">;

/** To the micrometre: 15 minutes at 4.14 km/h are 1,035 m and not a binary hair less, so the boundary stays inside. */
export const metresFromMinutes = (minutes: Minutes, speed: KilometresPerHour): Metres =>
  Math.round(((minutes * speed * 1000) / 60) * 1e6) / 1e6;
export const minutesFromMetres = (metres: Metres, speed: KilometresPerHour): Minutes => (metres * 60) / (speed * 1000);
