import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { without } from "../domain/compare-places";
import { MOST_COMPARED } from "../domain/find-address";
import classes from "./facility-page.module.css";
import { keepPlaces, useSavedPlaces } from "./saved-places";

interface SavePlaceProps {
  readonly id: string;
  readonly name: string;
  /** what the search had asked, as the end of an address */
  readonly asked: string;
}

const compareAddress = (ids: readonly string[], asked: string): string =>
  `/find/compare?ids=${ids.join(",")}${asked && `&${asked}`}`;

/** Puts a place among those to compare. Without scripts it leads to a comparison of this one, whose address takes more. */
export function SavePlace({ id, name, asked }: SavePlaceProps) {
  const { t } = useTranslation("finder");
  const plain = (
    <Link className={classes.button!} to={compareAddress([id], asked)}>
      {t("place.save.add")}
    </Link>
  );
  return <ClientOnly fallback={plain}>{() => <SaveButton id={id} name={name} asked={asked} />}</ClientOnly>;
}

function SaveButton({ id, name, asked }: SavePlaceProps) {
  const { t } = useTranslation("finder");
  const saved = useSavedPlaces();
  const [isRefused, setRefused] = useState(false);
  const isIn = saved.includes(id);
  const turn = () => {
    if (!isIn && saved.length >= MOST_COMPARED) return setRefused(true);
    setRefused(false);
    keepPlaces(isIn ? without(saved, id) : [...saved, id]);
  };
  return (
    <>
      <button type="button" className={classes.button} aria-pressed={isIn} onClick={turn} title={name}>
        {t(isIn ? "place.save.remove" : "place.save.add")}
      </button>
      {saved.length > 0 && (
        <Link className={classes.button!} to={compareAddress(saved, asked)}>
          {t("place.save.compare")} · {t("place.save.saved", { count: saved.length, most: MOST_COMPARED })}
        </Link>
      )}
      <span role="status" className={classes.caution}>
        {isRefused && t("place.save.full", { most: MOST_COMPARED })}
      </span>
    </>
  );
}
