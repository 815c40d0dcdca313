import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PLACE_FIELDS } from "../domain/find-address";
import type { PlaceSaid } from "../domain/place-choice";
import { spotText } from "../domain/spot";
import classes from "./find.module.css";
import { usePlacesTyped } from "./use-places-typed";

interface FindPlaceInputProps {
  readonly field: 0 | 1;
  readonly said: PlaceSaid;
  readonly label: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

/** Where from, or where else: words with suggestions, and the point they were last found to mean. */
export function FindPlaceInput({ field, said, label, hint, children }: FindPlaceInputProps) {
  const { t } = useTranslation("finder");
  const { words, at, atFor } = PLACE_FIELDS[field];
  const { names, onTyped } = usePlacesTyped();
  return (
    <div className={`${classes.field} ${classes.place}`}>
      <label htmlFor={words}>{label}</label>
      <input
        {...{ id: words, name: words, defaultValue: said.words, maxLength: 80, autoComplete: "off", list: `${words}-list` }}
        placeholder={said.at && said.words === "" ? t("search.here") : undefined}
        aria-describedby={`${words}-hint`}
        onInput={(event) => onTyped(event.currentTarget.value)}
      />
      <datalist id={`${words}-list`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className={classes.under}>
        <small id={`${words}-hint`}>{hint}</small>
        {children}
      </div>
      {said.at && (
        <>
          <input type="hidden" name={at} value={spotText(said.at)} />
          <input type="hidden" name={atFor} value={said.atFor} />
        </>
      )}
    </div>
  );
}
