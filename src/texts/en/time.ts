import { createInWords, createTime, type TimeWords } from '../sections/time.ts';

const words: TimeWords = {
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  clock: 'h:mm aaa',
  date: ({ weekday, day, month }) => `${weekday} ${day} ${month}`,
  dayAndTime: (date, wallTime) => `${date} ${wallTime}`,
  cityByZone: {},
  clockInCity: (clock, city) => `${clock} in ${city}`,
  universal: 'universal time',
  clockUniversal: (clock) => `${clock} universal time`,
  lessThanAMinute: 'less than a minute',
  minutes: (count) => counted(count, 'minute'),
  hours: (count) => counted(count, 'hour'),
  hoursAndMinutes: (hours, minutes) => `${hours} and ${minutes}`,
  numbers: [
    'no',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  about: {
    minute: 'about a minute',
    minutes: (count) => `about ${count} minutes`,
    halfAnHour: 'about half an hour',
    hour: 'about an hour',
    hourAndAHalf: 'about an hour and a half',
    hours: (count) => `about ${count} hours`,
    hoursAndAHalf: (count) => `about ${count} and a half hours`,
  },
};

export const time = createTime(words);
export const inWords = createInWords(words);

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
