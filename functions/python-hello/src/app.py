"""What hello does, on a managed runtime for Python."""


def handler(event, _context):
    name = event.get("name") or "world"
    return {"message": f"Hello, {name}!"}
