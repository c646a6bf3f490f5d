"""The words of slips, lists, books and labels that are drawn by modules of their own.

Written as :mod:`counter_app.core.form_words` reads them: ``key{place}{place}``, parted by spaces.
"""

from collections.abc import Mapping

SHEET_WORDS: Mapping[str, str] = {
    "control_slip": """
        nation motto place_date{place}{date} code{code} none continued page{page}{pages} applicant
        procedure procedure_code{code} received{time}{date} due due_moment{time}{date} unit partners
        column_unit column_time column_result column_note give{unit} take{unit} unit_blank
        moment{time}{date} moment_blank stage_due{time}{day} giver taker early on_time late note_label
        note note_continued form_line{form}{wording}{at}
    """,
    "ledger_cover": """
        nation motto place_date{place}{date} volume{volume} year{year} pages{pages} numbers{first}
        continues{before} blank sign printed{time}{date}{form}
    """,
    "ledger_closing": """
        nation motto place_date{place}{date} page{page}{pages} days{year}{volumes} volumes_one
        volumes_several{last} running{year} column_1 column_2 columns_3_4 column_3 column_4 column_5
        column_6 column_7 month{month} total opening{time}{date}{office}{year}
        used{first}{last}{received}{returned}{ended}{open} sum_refused{count} sum_withdrawn{count}
        note_refused{count} note_withdrawn{count} used_none gaps_none gaps{count}{numbers}
        gaps_page{count} gaps_title empty recorder checker sign sign_seal seal printed{time}{date}{form}
    """,
    "handover_dossiers": """
        nation motto place_date{place}{date} none page{page}{pages} copy_1 copy_2 giver taker at
        moment{time}{date} total running{day}{unit} column_1 column_2 column_3 column_4 column_5 column_6
        column_7 columns_8_9 column_8 column_9 column_10 column_11 procedure_code{code} empty sum
        summary{count}{sets}{papers} sign_giver sign_taker sign_centre sign printed{time}{date}{wording}
    """,
    "handover_results": """
        nation motto place_date{place}{date} none page{page}{pages} copy_1 copy_2 giver taker at
        moment{time}{date} total running{day}{unit} column_1 column_2 column_3 column_4 column_5 column_6
        column_7 column_8 column_9 procedure_code{code} mark result_done result_refused empty sum
        summary{count}{fees}{posts} sign_giver sign_taker sign printed{time}{date}{wording}
    """,
    "receipt_several": """
        nation motto place_date{place}{date} none counter{counter} continued page{page}{pages} copy_1
        copy_2 desk applicant citizen_id address phone received{time}{date} count{count} earliest{count}
        all_at_once{count} due_time{time} due_day{weekday}{date} later{weekday}{date} collect hours bring
        hotline column_number column_dossier column_due owner procedure_code{code} papers papers_none
        papers_sum{kinds}{total}{parts} original certified copy sets{sets} ledger{number} submitter
        receiver sign note_label note form_line{wording}{counter}{at}
    """,
    "folder_label": "due",
    "shelf_label": "shelf",
    "command_cards": """
        lead word_1 told_1 word_2 told_2 word_3 told_3 word_4 told_4 word_5 told_5 use use_1 use_2 use_3
        use_4 use_note
    """,
}
