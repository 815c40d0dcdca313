import { Button } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { filterAddress, wholeQuestion, type ResidentFilter } from "../domain/resident-filter";

/** A line of the list after or before which the next page is. */
export interface TurnPlace {
  readonly areaCode: string;
  readonly registerNumber: string;
}

interface TurnPageProps {
  readonly filter: ResidentFilter;
  readonly to: "before" | "after";
  readonly place: TurnPlace;
}

/** The page beside this one: an address where no name was asked for, else posted like the search. */
export function TurnPage({ filter, to, place }: TurnPageProps) {
  const { t } = useTranslation("residents");
  const mark = `${place.areaCode}~${place.registerNumber}`;
  const words = t(`turn.${to}`);
  if (filter.words === "") {
    const address = filterAddress(filter);
    address.set(to, mark);
    return (
      <Button component={Link} variant="default" to={`?${address.toString()}`}>
        {words}
      </Button>
    );
  }
  const asked = { intent: "search", ...Object.fromEntries(wholeQuestion(filter)), [to]: mark };
  return (
    <Form method="post">
      {Object.entries(asked).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant="default">
        {words}
      </Button>
    </Form>
  );
}
