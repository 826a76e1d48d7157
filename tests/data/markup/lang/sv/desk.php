<?php

// Replies of the help desk. Don't translate the names.
return [
    'button' => 'Skicka svar nu',
    'late' => [
        'first' => 'Hej :name! Vi är ledsna, det\'s "trist". '
            . "Vi har skickat ett nytt paket i dag.\nLugna ner dig.",
        'thanks' => "Hej :name! Tack för ditt tålamod. Paketet kommer på fredag.", # sent on Mondays
    ],
];
