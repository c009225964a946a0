// The emoji that people and apps use most, by the names they have in text.

const GROUPS = {
  faces: `grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂
    rolling_on_the_floor_laughing 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊
    innocent 😇 heart_eyes 😍 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 hugging_face 🤗
    thinking_face 🤔 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒
    face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷
    exploding_head 🤯 sunglasses 😎 confused 😕 worried 😟 slightly_frowning_face 🙁 open_mouth 😮
    astonished 😲 flushed 😳 cry 😢 sob 😭 scream 😱 confounded 😖 disappointed 😞 sweat 😓
    weary 😩 tired_face 😫 triumph 😤 rage 😡 angry 😠 melting_face 🫠 saluting_face 🫡`,
  hands: `+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 raised_hand ✋ hand ✋
    raised_hands 🙌 clap 👏 pray 🙏 muscle 💪 point_up ☝️ point_right 👉 point_left 👈
    point_down 👇 handshake 🤝 crossed_fingers 🤞 v ✌️ fist ✊ facepunch 👊 writing_hand ✍️
    eyes 👀 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️ shrug 🤷 facepalm 🤦`,
  marks: `white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎
    heavy_plus_sign ➕ heavy_minus_sign ➖ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 exclamation ❗
    heavy_exclamation_mark ❗ question ❓ grey_question ❔ bangbang ‼️ interrobang ⁉️
    information_source ℹ️ red_circle 🔴 large_orange_circle 🟠 orange_circle 🟠
    large_yellow_circle 🟡 yellow_circle 🟡 large_green_circle 🟢 green_circle 🟢
    large_blue_circle 🔵 blue_circle 🔵 purple_circle 🟣 white_circle ⚪ black_circle ⚫
    large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩
    large_blue_square 🟦 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ arrow_right ➡️ arrow_left ⬅️
    arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 repeat 🔁 recycle ♻️ new 🆕 ok 🆗 sos 🆘
    up 🆙 hash #️⃣ 100 💯`,
  things: `heart ❤️ broken_heart 💔 green_heart 💚 blue_heart 💙 star ⭐ star2 🌟 sparkles ✨ fire 🔥
    boom 💥 zap ⚡ tada 🎉 confetti_ball 🎊 gift 🎁 trophy 🏆 dart 🎯 rocket 🚀 bulb 💡 bell 🔔
    no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭 phone ☎️
    telephone_receiver 📞 iphone 📱 computer 💻 desktop_computer 🖥️ keyboard ⌨️ printer 🖨️
    floppy_disk 💾 file_folder 📁 page_facing_up 📄 memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋
    pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 key 🔑 mag 🔍 calendar 📆
    date 📅 spiral_calendar_pad 🗓️ clock9 🕘 alarm_clock ⏰ stopwatch ⏱️ hourglass ⌛
    hourglass_flowing_sand ⏳ watch ⌚ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉
    bar_chart 📊 moneybag 💰 credit_card 💳 package 📦 email 📧 envelope ✉️ inbox_tray 📥
    outbox_tray 📤 wastebasket 🗑️ hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️
    construction 🚧 rotating_light 🚨 ambulance 🚑 fire_engine 🚒 fire_extinguisher 🧯 bug 🐛
    ghost 👻 skull 💀 robot_face 🤖 alien 👽 snail 🐌 turtle 🐢 rabbit 🐰 dog 🐶 cat 🐱
    unicorn_face 🦄 bee 🐝 coffee ☕ tea 🍵 pizza 🍕 cake 🍰 birthday 🎂 beer 🍺 beers 🍻 apple 🍎
    sunny ☀️ cloud ☁️ umbrella ☔ snowflake ❄️ rainbow 🌈 earth_africa 🌍 seedling 🌱
    evergreen_tree 🌲 house 🏠 office 🏢 airplane ✈️ car 🚗 ship 🚢 anchor ⚓ traffic_light 🚥
    checkered_flag 🏁 triangular_flag_on_post 🚩 label 🏷️ ticket 🎫 pager 📟 satellite 📡
    test_tube 🧪 microscope 🔬 brain 🧠 crystal_ball 🔮 palm_tree 🌴 zzz 💤`,
};

/** `[name, sign]` of each emoji, group after group. */
export const EMOJI = Object.values(GROUPS).flatMap((group) => {
  const words = group.trim().split(/\s+/);
  return words.filter((_word, at) => at % 2 === 0).map((name, at) => [name, words[2 * at + 1]]);
});

const SIGNS = new Map(EMOJI);

/** The sign of this name (`eyes`, `wave::skin-tone-3`), or undefined. */
export function signOf(name) {
  return SIGNS.get(name.split("::")[0]);
}
