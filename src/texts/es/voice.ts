import { createVoice, createVoiceCommands, type VoiceWords } from '../sections/voice.ts';

const words: VoiceWords = {
  names: {
    welcome: 'La bienvenida',
    'begin-soon': 'Un minuto antes de la bienvenida',
    'recording-next': 'Antes de una grabación',
    silence: 'Antes de un silencio de otra duración',
    'silence-10': 'Antes de diez minutos de silencio',
    'silence-15': 'Antes de quince minutos de silencio',
    'silence-20': 'Antes de veinte minutos de silencio',
    'silence-end': 'Después de un silencio',
    choose: 'Cuando la sala puede volver a elegir',
    resumed: 'Después de perderse el sonido',
    close: 'Las palabras de cierre',
  },
  list: 'Esto es lo que se dice en nuestras sesiones, y con qué voz.',
  heard: {
    recorded: 'vuestra propia grabación',
    rhvoice: 'vuestras propias palabras, con voz sintética',
    flite: 'vuestras propias palabras, con una voz sintética sencilla',
    shipped: 'como viene conmigo',
    none: 'no se dice nada en este idioma; lo dice el chat',
  },
  waits: (who) =>
    who === null ? 'algo nuevo espera a ser oído' : `algo nuevo de ${who} espera a ser oído`,
  faults: {
    FILE: 'lo vuestro no se usa, porque su archivo no es el que se aceptó',
    WORDS: 'lo vuestro no se usa, porque dice otras palabras que las que se muestran',
  },
  standings: {
    proposed: 'Esto espera a ser oído y aceptado; antes no lo oye nadie en una sesión.',
    own: 'Esto es lo que oyen ahora nuestras sesiones.',
    shipped: 'Esto es lo que oyen ahora nuestras sesiones, como viene conmigo.',
  },
  origins: {
    recorded: 'Es la grabación de una persona.',
    rhvoice: 'Lo dice una voz sintética.',
    flite: 'Lo dice una voz sintética sencilla, así que escucha bien si se entiende cada palabra.',
  },
  setBy: (who) => `Lo puso ${who}.`,
  noWords: 'En nuestro idioma no se muestran palabras para esto.',
  length: (length) => `Dura ${length}.`,
  pauses: (count) =>
    count === 1
      ? 'Tiene una pausa, en la que puede terminar antes si llega alguien que enseña.'
      : `Tiene ${count} pausas, en las que puede terminar antes si llega alguien que enseña.`,
  noPauses:
    'No he encontrado ninguna pausa, así que siempre se oye hasta el final, aunque llegue alguien que enseña.',
  attached: 'El sonido está adjunto, tal como lo oye la sala.',
  silent: 'Ahora mismo no hay ningún sonido que adjuntar.',
  accept: 'Escúchalo entero, y acéptalo solo si dice las palabras de arriba.',
  needsAnother:
    'Como lo has puesto tú, otra persona de coordinación lo escucha con `/voz escuchar` y lo acepta.',
  waiting: (ahead) =>
    ahead === 1
      ? 'Antes se prepara otro archivo. Empiezo justo después.'
      : `Antes se preparan otros ${ahead} archivos. Empiezo justo después.`,
  taking: 'Estoy recogiendo tu grabación.',
  speaking: 'Estoy diciendo tus palabras. Tarda unos segundos.',
  preparing: 'Estoy preparando el sonido para la sala.',
  reset: (name) => `¿Volver a lo que viene conmigo, para ${name}?`,
  resetProposed: 'Solo se retiraría lo que todavía espera a ser oído.',
  resetTo: 'Estas son las palabras desde entonces:',
  accepted: (name) => `Gracias. Desde ahora las sesiones lo oyen así: ${name}.`,
  wasReset: (name) => `Desde ahora las sesiones vuelven a oír lo que viene conmigo: ${name}.`,
  leftAlone: 'No se ha cambiado nada.',
  refusals: {
    UNKNOWN_SENTENCE: 'No digo ninguna frase con ese nombre. Elige una de la lista que se abre.',
    NOTHING_GIVEN: 'Adjunta una grabación, o escribe las palabras que debo decir, o las dos cosas.',
    NO_WORDS: 'Necesito palabras con letras, para que se puedan leer al mismo tiempo.',
    WORDS_NEEDED:
      'En nuestro idioma todavía no se muestran palabras para esto, así que escribe con tu grabación lo que dice.',
    TOO_MANY_WORDS:
      'Son más palabras de las que caben en un mensaje. Procura no pasar de 1200 caracteres.',
    TOO_LONG:
      'Dura más de lo que la gente espera: la bienvenida puede durar cinco minutos, lo demás uno.',
    NO_ENGINE:
      'No tengo una voz que hable bastante bien nuestro idioma. Graba tú las palabras y adjúntalas.',
    NOT_RENDERED:
      'No he podido decir estas palabras. Prueba con otras, o grábalas tú y adjúntalas.',
    OWN_PROPOSAL:
      'Esto lo has puesto tú, así que otra persona de coordinación lo escucha y lo acepta.',
    NOTHING_PROPOSED: 'Aquí ya no espera nada a ser oído.',
    NOTHING_OWN: 'Esto ya se dice como viene conmigo, así que no hay nada que deshacer.',
    FILE_MISSING:
      'Su archivo ya no está o no es el que se oyó, así que no se ha hecho nada. Ponlo de nuevo.',
    CHANGED:
      'Esto ha cambiado desde que lo oíste, así que no se ha hecho nada. Escúchalo otra vez.',
  },
  buttons: {
    accept: 'Lo he escuchado, aceptarlo',
    reset: 'Volver a lo que viene con Bellkeeper',
    leave: 'Dejarlo como está',
  },
  unused: {
    FILE: (name) =>
      `Vuestra grabación o vuestras palabras no se usan para ${name}, porque el archivo ya no está o no es el que se aceptó. En su lugar se oye lo que viene conmigo; ponlo de nuevo.`,
    WORDS: (name) =>
      `Vuestra grabación o vuestras palabras no se usan para ${name}, porque dicen otra cosa que lo que se muestra ahora. En su lugar se oye lo que viene conmigo; ponlo de nuevo.`,
  },
};

export const voice = createVoice(words);

export const voiceCommands = createVoiceCommands(words, {
  group: {
    name: 'voz',
    description: 'Lo que se oye en las sesiones, con vuestras palabras o voz (coordinación)',
  },
  set: { name: 'poner', description: 'Dar a una frase vuestra grabación o vuestras palabras' },
  preview: {
    name: 'escuchar',
    description: 'Escuchar una frase y aceptar lo que espera a ser oído',
  },
  reset: { name: 'restablecer', description: 'Volver a lo que viene con Bellkeeper' },
  list: { name: 'lista', description: 'Todo lo que se dice, y con qué voz' },
  sentence: { name: 'frase', description: 'Cuál' },
  recording: { name: 'grabación', description: 'Tu grabación: mp3, m4a, wav, flac, ogg o webm' },
  words: { name: 'palabras', description: 'Lo que dice; si falta, las palabras quedan como están' },
});
