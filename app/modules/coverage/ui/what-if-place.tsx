import { Button, Group, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import classes from "./what-if.module.css";

interface WhatIfPlaceProps {
  /** where the candidate rests */
  readonly at: GeoPoint | null;
  readonly onPlace: (lon: number, lat: number) => void;
  /** the middle of what the map shows; null = no map yet */
  readonly middle: () => GeoPoint | null;
}

const numberIn = (text: string, bound: number): number | null => {
  const value = /^\s*[-−]?\d+(\.\d+)?\s*$/.test(text) ? Number(text.replace("−", "-")) : NaN;
  return Math.abs(value) <= bound ? value : null;
};

/** The candidate by typing: what the pin does, without a map. */
export function WhatIfPlace({ at, onPlace, middle }: WhatIfPlaceProps) {
  const { t } = useTranslation("coverage");
  const [lon, setLon] = useState("");
  const [lat, setLat] = useState("");
  const [isTried, setTried] = useState(false);
  useEffect(() => {
    if (!at) return;
    setLon(at.lon.toFixed(5));
    setLat(at.lat.toFixed(5));
    setTried(false);
  }, [at]);
  const east = numberIn(lon, 180);
  const north = numberIn(lat, 85);
  const go = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (east !== null && north !== null) onPlace(east, north);
  };
  const centre = () => {
    const view = middle();
    if (view) onPlace(view.lon, view.lat);
  };
  return (
    <form className="surface" style={{ padding: "0.75rem 1rem" }} onSubmit={go} noValidate>
      <Title order={2} size="h5">
        {t("whatIf.place")}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {t("whatIf.keys")}
      </Text>
      <div className={classes.fields}>
        <TextInput
          label={t("whatIf.lon")}
          value={lon}
          onChange={(event) => setLon(event.currentTarget.value)}
          error={isTried && east === null && t("whatIf.wrongLon")}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextInput
          label={t("whatIf.lat")}
          value={lat}
          onChange={(event) => setLat(event.currentTarget.value)}
          error={isTried && north === null && t("whatIf.wrongLat")}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <Group gap="xs" mt="xs">
        <Button type="submit" size="sm">
          {t("whatIf.go")}
        </Button>
        <Button variant="default" size="sm" onClick={centre}>
          {t("whatIf.middle")}
        </Button>
      </Group>
    </form>
  );
}
