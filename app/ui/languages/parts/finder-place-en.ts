export { compare, contact, hardship, place, question } from "../../../modules/finder/ui/strings.en.json?place";
