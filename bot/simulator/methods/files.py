"""Web API: files.*"""

from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError, refused
from bot.simulator.files import File
from bot.simulator.methods.chat import bot_message
from bot.simulator.methods.desk import Desk
from bot.simulator.shapes import Json


def info(desk: Desk, arguments: Arguments) -> Json:
    """files.info: one file."""
    file = _complete(desk, arguments.required("file"))
    return {"file": file.payload(), "comments": [], "response_metadata": {"next_cursor": ""}}


def upload_url(desk: Desk, arguments: Arguments) -> Json:
    """files.getUploadURLExternal: where to send the bytes."""
    workspace = desk.workspace
    name = arguments.required("filename")
    if arguments.number("length", 0) <= 0:
        raise refused(code="invalid_arguments", problems=["length must be a positive integer"])
    bot = workspace.identity.bot_user_id
    file = File(workspace.ids.new("F"), name, bot, workspace.seconds(), desk.base_url())
    file.is_complete = False
    workspace.files[file.id] = file
    return {"upload_url": f"{desk.base_url()}upload/{file.id}", "file_id": file.id}


def complete(desk: Desk, arguments: Arguments) -> Json:
    """files.completeUploadExternal: the files are there; share them if a channel is given."""
    given = arguments.items("files")
    files = [_uploaded(desk, str(entry.get("id")), entry.get("title")) for entry in given]
    if not files:
        raise refused(code="invalid_arguments", problems=["missing required field: files"])
    targets = arguments.names("channels") or arguments.names("channel_id")
    for channel in [desk.writable(target) for target in targets]:
        content = {"text": arguments.text("initial_comment"), "blocks": [], "attachments": []}
        message = bot_message(desk, channel.id, content)
        message.subtype, message.thread_ts = "file_share", arguments.text("thread_ts") or None
        message.files = [file.payload() for file in files]
        desk.talk.post(message)
    return {"files": [file.payload() for file in files]}


def _uploaded(desk: Desk, file_id: str, title: object) -> File:
    file = desk.workspace.files.get(file_id)
    if file is None or not file.content:
        raise SlackError(code="file_not_found")
    file.is_complete = True
    file.title = str(title or file.name)
    return file


def _complete(desk: Desk, file_id: str) -> File:
    file = desk.workspace.files.get(file_id)
    if file is None or not file.is_complete:
        raise SlackError(code="file_not_found")
    return file
