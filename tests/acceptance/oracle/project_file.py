"""Project files by Python's own zipfile, hashlib and zlib, from docs/project-file.md: an independent writer and reader.

project_file.py pack OUT NAME=FILE...   writes a project file
project_file.py check FILE              prints {name: sha256 of the bytes} after testing everything that the format says
"""
import hashlib
import json
import sys
import zipfile
import zlib

BLOCK_BYTES = 65536


def record(name, data):
    blocks = [data[at:at + BLOCK_BYTES] for at in range(0, len(data), BLOCK_BYTES)]
    return {
        'name': name,
        'version': 1,
        'bytes': len(data),
        'sha256': hashlib.sha256(data).hexdigest(),
        'blocks': ''.join(f'{zlib.crc32(block):08x}' for block in blocks),
    }


def pack(out, named):
    parts = []
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as file:
        for name, path in (word.split('=', 1) for word in named):
            with open(path, 'rb') as source:
                data = source.read()
            file.writestr(name, data)
            parts.append(record(name, data))
        manifest = {'format': 'loyalane', 'version': 1, 'program': {'name': 'other', 'version': '1'},
                    'blockBytes': BLOCK_BYTES, 'parts': parts}
        file.writestr('manifest.json', json.dumps(manifest))


def check(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        infos = file.infolist()
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in infos)
        assert infos[-1].filename == 'manifest.json'
        manifest = json.loads(file.read('manifest.json'))
        assert (manifest['format'], manifest['version'], manifest['blockBytes']) == ('loyalane', 1, BLOCK_BYTES)
        assert [part['name'] for part in manifest['parts']] == [info.filename for info in infos[:-1]]
        for part in manifest['parts']:
            assert part == record(part['name'], file.read(part['name'])), part['name']
        print(json.dumps({part['name']: part['sha256'] for part in manifest['parts']}))


if sys.argv[1] == 'pack':
    pack(sys.argv[2], sys.argv[3:])
else:
    check(sys.argv[2])
