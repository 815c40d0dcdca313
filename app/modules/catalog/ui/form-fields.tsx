import { getInputProps, type FieldMetadata } from "@conform-to/react";
import { Checkbox, NativeSelect, Textarea, TextInput, type TextInputProps } from "@mantine/core";
import { useProblemWords } from "./problem-words";
import ticks from "./tick.module.css";

interface Field {
  readonly field: FieldMetadata<unknown>;
  readonly label: string;
}

type TextFieldProps = Field &
  Pick<TextInputProps, "description" | "required" | "inputMode" | "placeholder" | "list" | "w" | "autoComplete"> & {
    readonly type?: "text" | "date" | "time";
  };

/** A native input bound to a field of the form, with its problem worded beneath it. */
export function TextField({ field, label, type = "text", ...rest }: TextFieldProps) {
  const words = useProblemWords();
  const { key, ...input } = getInputProps(field as FieldMetadata<string>, { type });
  return (
    <TextInput
      key={key}
      {...input}
      {...rest}
      required={false}
      withAsterisk={rest.required}
      label={label}
      error={words(field.errors)}
      inputWrapperOrder={["label", "input", "description", "error"]}
    />
  );
}

export function LongTextField({ field, label }: Field) {
  const words = useProblemWords();
  const { key, type: _type, ...input } = getInputProps(field as FieldMetadata<string>, { type: "text" });
  return <Textarea key={key} {...input} label={label} error={words(field.errors)} autosize minRows={2} />;
}

type ChoiceFieldProps = Field & {
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly required?: boolean;
};

export function ChoiceField({ field, label, data, required = false }: ChoiceFieldProps) {
  const words = useProblemWords();
  const value = typeof field.initialValue === "string" ? field.initialValue : "";
  return (
    <NativeSelect
      key={field.key}
      id={field.id}
      name={field.name}
      form={field.formId}
      label={label}
      data={[...data]}
      defaultValue={value}
      withAsterisk={required}
      error={words(field.errors)}
    />
  );
}

export function TickField({ field, label }: Field) {
  const { key, ...input } = getInputProps(field as FieldMetadata<boolean>, { type: "checkbox" });
  return <Checkbox key={key} radius="sm" className={ticks.tick!} {...input} label={label} />;
}
