filedesc://crawl.arc 0.0.0.0 20200212100000 text/plain 77
1 0 Archive
URL IP-address Archive-date Content-type Archive-length

https://fanal.example/ 0.0.0.0 20200212100000 text/html 6
Texte.
